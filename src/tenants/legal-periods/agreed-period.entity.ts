import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { LegalPeriodKey } from './legal-period.keys.js';

/** A stricter period than the law's that a tenant goes by, from a day on. Rows are only added. */
@Entity('agreed_period')
export class AgreedPeriod extends TenantRecord {
  @Column('text')
  @NotPersonal('configuration')
  key!: LegalPeriodKey;

  /** ISO 8601 duration. */
  @Column('text')
  @NotPersonal('configuration')
  period!: string;

  @Column('timestamptz')
  @NotPersonal('configuration')
  validFrom!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
