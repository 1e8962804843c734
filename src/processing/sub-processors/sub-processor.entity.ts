import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TranslatedText } from '../../base/translated-text.js';
import { type DataCategory, NotPersonal } from '../../catalogue/index.js';

/** On what a processing outside the European Economic Area rests (Chapter V GDPR); `NONE_EEA` where there is none. */
export const transferBases = ['NONE_EEA', 'ADEQUACY', 'SCC', 'OTHER'] as const;
export type TransferBasis = (typeof transferBases)[number];

/**
 * Another processor whom the operator engages (Article 28(2) and (4) GDPR). The list is the platform's own and public; it
 * holds function addresses and no person's data.
 */
@Entity('sub_processor')
export class SubProcessor {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  @Column('text')
  @NotPersonal('public')
  legalName!: string;

  /** What is bought of it, in a few words: the subject matter. */
  @Column('jsonb')
  @NotPersonal('public')
  service!: TranslatedText;

  /** What it does with the data. */
  @Column('jsonb')
  @NotPersonal('public')
  processing!: TranslatedText;

  /** Where its responsibility ends and that of the others begins. */
  @Column('jsonb')
  @NotPersonal('public')
  responsibilities!: TranslatedText;

  @Column('text', { array: true })
  @NotPersonal('public')
  dataCategories!: DataCategory[];

  @Column('text')
  @NotPersonal('public')
  address!: string;

  /** Where it is established, ISO 3166-1 alpha-2. */
  @Column('text')
  @NotPersonal('public')
  country!: string;

  /** The countries in which it processes, ISO 3166-1 alpha-2. */
  @Column('text', { array: true })
  @NotPersonal('public')
  locations!: string[];

  @Column('text')
  @NotPersonal('public')
  transferBasis!: TransferBasis;

  /** Which decision, clauses or other ground; empty where there is nothing to say. */
  @Column('text')
  @NotPersonal('public')
  transferDetails!: string;

  /** A function address: e-mail or web page, never a person's. */
  @Column('text')
  @NotPersonal('public')
  contact!: string;

  /** The one that hosts the platform: exactly one of those that are engaged. */
  @Column('boolean')
  @NotPersonal('public')
  isPrimary!: boolean;

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
