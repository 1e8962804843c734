import { Column, Entity } from 'typeorm';
import type { Locale } from '../../base/locale.js';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { NoticeDocument } from './notice.document.js';

/** One notice of a breach with the contents of Article 33(3) GDPR: a draft of the processor until it is sent, then frozen. */
@Entity('breach_notice')
export class BreachNotice extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  breachId!: string;

  /** The assessment whose numbers it tells. */
  @Column('uuid')
  @NotPersonal('key')
  assessmentId!: string;

  /** Counts the breach's notices from 1. */
  @Column('integer')
  @NotPersonal('key')
  phase!: number;

  @Column('boolean')
  @NotPersonal('bookkeeping')
  isFinal!: boolean;

  @Column('text')
  @NotPersonal('bookkeeping')
  language!: Locale;

  /** Article 33(3)(a). */
  @Column('text')
  @NotPersonal('bookkeeping')
  nature!: string;

  /** Article 33(3)(b). */
  @Column('text')
  @NotPersonal('bookkeeping')
  contact!: string;

  /** Article 33(3)(c). */
  @Column('text')
  @NotPersonal('bookkeeping')
  consequences!: string;

  /** Article 33(3)(d). */
  @Column('text')
  @NotPersonal('bookkeeping')
  measures!: string;

  /** What was sent; its canonical JSON has the hash. */
  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  document!: NoticeDocument | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  hash!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  sentAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  acknowledgedAt!: Date | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  acknowledgedByAccountId!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
