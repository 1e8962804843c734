import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TranslatedText } from '../../base/translated-text.js';
import { NotPersonal } from '../../catalogue/index.js';

/** A certification of the processor (Article 28(5) and 42 GDPR): by whom, of what, and for how long. */
@Entity('certification')
export class Certification {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  /** Such as ISO/IEC 27001:2022. */
  @Column('text')
  @NotPersonal('public')
  standard!: string;

  /** What it covers. */
  @Column('jsonb')
  @NotPersonal('public')
  scope!: TranslatedText;

  @Column('text')
  @NotPersonal('public')
  issuer!: string;

  @Column('text')
  @NotPersonal('public')
  certificateNumber!: string;

  @Column('date')
  @NotPersonal('public')
  validFrom!: string;

  /** The last day on which it counts. */
  @Column('date')
  @NotPersonal('public')
  validUntil!: string;

  @Column('text', { nullable: true })
  @NotPersonal('public')
  documentUrl!: string | null;

  /** Whether it is shown without signing in. */
  @Column('boolean')
  @NotPersonal('public')
  isPublic!: boolean;

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
