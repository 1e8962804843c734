import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

/** Whether staff of the processor can be let in at all, and for how long at most; one row per tenant. */
@Entity('lockbox_rule')
export class LockboxRule extends TenantRecord {
  @Column('boolean')
  @NotPersonal('configuration')
  isAllowed!: boolean;

  @Column('integer')
  @NotPersonal('configuration')
  maximumHours!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
