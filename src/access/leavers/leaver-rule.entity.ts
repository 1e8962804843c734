import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

/** What becomes of the accounts of people who left (ST-10), in days from then; one row per tenant. */
@Entity('leaver_rule')
export class LeaverRule extends TenantRecord {
  @Column('integer')
  @NotPersonal('configuration')
  closeAfterDays!: number;

  @Column('integer')
  @NotPersonal('configuration')
  deleteAfterDays!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
