import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TranslatedText } from '../../base/translated-text.js';
import { NotPersonal } from '../../catalogue/index.js';
import type { LegalPeriodKey } from './legal-period.keys.js';

/**
 * A period that the law sets, from a day on. Rows are only added, each later than the last of its key, so that a clock that
 * began under a period keeps it.
 */
@Entity('legal_period')
export class LegalPeriod {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  @Column('text')
  @NotPersonal('public')
  key!: LegalPeriodKey;

  /** ISO 8601 duration: `P1M`, `PT72H`. */
  @Column('text')
  @NotPersonal('public')
  period!: string;

  @Column('timestamptz')
  @NotPersonal('public')
  validFrom!: Date;

  /** The article or clause behind it. */
  @Column('jsonb')
  @NotPersonal('public')
  basis!: TranslatedText;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
