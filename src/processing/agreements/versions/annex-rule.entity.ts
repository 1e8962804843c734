import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../../catalogue/index.js';

/** Whether a tenant's fields wait for the controller's acknowledgement; one row per tenant, and they wait where there is none. */
@Entity('annex_rule')
export class AnnexRule extends TenantRecord {
  @Column('boolean')
  @NotPersonal('configuration')
  waitsForAcknowledgement!: boolean;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
