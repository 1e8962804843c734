import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../../catalogue/index.js';
import type { AgreementRequirement, FillableTemplate } from './filled-template.js';
import type { TemplateParagraph } from './template-paragraphs.js';

/**
 * A template of the controller's own, as it was read from a file: its text never changes. Places and coverage are what the
 * controller says of it; nothing follows from them before an agreement is made on it, and that is in the ledger.
 */
@Entity('agreement_template')
export class OwnTemplate extends TenantRecord {
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text')
  @NotPersonal('configuration', 'evidence')
  name!: string;

  /** SHA-256 of the file, and of the canonical JSON of the paragraphs; in hexadecimal. */
  @Column('text')
  @NotPersonal('bookkeeping')
  fileHash!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  hash!: string;

  @Column('jsonb')
  @NotPersonal('configuration', 'evidence')
  paragraphs!: readonly TemplateParagraph[];

  /** What the words of its places stand for, where they are not those of the portal. */
  @Column('jsonb')
  @NotPersonal('configuration', 'proposal')
  places!: FillableTemplate['places'];

  /** Which paragraphs meet which requirement. */
  @Column('jsonb')
  @NotPersonal('configuration', 'proposal')
  coverage!: FillableTemplate['coverage'];

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

/** Where a template deviates from the processor's standard: noted by the controller, never changed, withdrawn at most. */
@Entity('agreement_deviation')
export class TemplateDeviation extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  templateId!: string;

  @Column('text')
  @NotPersonal('configuration', 'proposal')
  requirement!: AgreementRequirement;

  @Column('integer')
  @NotPersonal('configuration', 'proposal')
  paragraph!: number;

  /** What the processor's standard says. */
  @Column('text')
  @NotPersonal('configuration', 'proposal')
  standardText!: string;

  /** What is agreed in place of the paragraph; null where the paragraph itself is the deviation. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  text!: string | null;

  @Column('text')
  @NotPersonal('configuration', 'proposal')
  reason!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  notedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  withdrawnAt!: Date | null;
}

/** What the processor says to a deviation: once, and for good. */
@Entity('agreement_deviation_decision')
export class TemplateDeviationDecision extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  deviationId!: string;

  @Column('boolean')
  @NotPersonal('configuration', 'evidence')
  isAccepted!: boolean;

  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'evidence')
  reason!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  decidedAt!: Date;

  /** The account of the operator's own. */
  @Column('uuid')
  @NotPersonal('key')
  accountId!: string;
}
