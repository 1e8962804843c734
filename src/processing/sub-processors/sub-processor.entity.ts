import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TranslatedText } from '../../base/translated-text.js';
import { NotPersonal } from '../../catalogue/index.js';

/**
 * Another processor whom the operator engages, or proposes to (Article 28(2) and (4) GDPR). The list is the platform's own
 * and public; it holds function addresses and no person's data. What it does with data, where and for what is folded from
 * its {@link import('./sub-processor-change.entity.js').SubProcessorChange}s, because each tenant has its own say in those.
 */
@Entity('sub_processor')
export class SubProcessor {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  /** The sub-processor that engages it in its turn; null for one that the processor engages itself. */
  @Column('uuid', { nullable: true })
  @NotPersonal('public')
  parentId!: string | null;

  @Column('text')
  @NotPersonal('public')
  legalName!: string;

  /** Where its responsibility ends and that of the others begins. */
  @Column('jsonb')
  @NotPersonal('public')
  responsibilities!: TranslatedText;

  @Column('text')
  @NotPersonal('public')
  address!: string;

  /** A function address: e-mail or web page, never a person's. */
  @Column('text')
  @NotPersonal('public')
  contact!: string;

  /** The one that hosts the platform: exactly one of those that are engaged. */
  @Column('boolean')
  @NotPersonal('public')
  isPrimary!: boolean;

  /** The first day of the engagement, or the one for which it is planned. */
  @Column('date')
  @NotPersonal('public')
  since!: string;

  /** The last day; null while it is engaged. */
  @Column('date', { nullable: true })
  @NotPersonal('public')
  until!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
