import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TranslatedText } from '../../base/translated-text.js';
import { NotPersonal } from '../../catalogue/index.js';

/** A technical or organisational measure of the processor, as Annex III of every agreement lists it (Article 32 GDPR). */
@Entity('measure')
export class Measure {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  /** One of `measureHeadings`. */
  @Column('text')
  @NotPersonal('public')
  heading!: string;

  /** What is done, concretely. */
  @Column('jsonb')
  @NotPersonal('public')
  text!: TranslatedText;

  /** Whose measure it is, where a sub-processor assists; null for the processor's own. */
  @Column('uuid', { nullable: true })
  @NotPersonal('public')
  subProcessorId!: string | null;

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
