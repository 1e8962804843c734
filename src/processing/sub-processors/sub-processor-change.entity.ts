import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TranslatedText } from '../../base/translated-text.js';
import { NotPersonal } from '../../catalogue/index.js';
import type { ChangeKind } from './sub-processor.effect.js';
import type { TermsPatch } from './sub-processor.terms.js';

/** What of an entry itself a change says: never announced, because it takes effect at once. */
export interface EntryPatch {
  readonly legalName?: string;
  readonly responsibilities?: TranslatedText;
  readonly address?: string;
  readonly contact?: string;
  readonly parentId?: string | null;
  readonly until?: string;
}

export interface ChangePatch extends TermsPatch {
  readonly entry?: EntryPatch;
}

/**
 * A change of the list of sub-processors. Once announced it stays as it is; until then only the operator sees it. When it
 * takes effect for whom is worked out from dates whenever it is asked.
 */
@Entity('sub_processor_change')
export class SubProcessorChange {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  @Column('uuid')
  @NotPersonal('key')
  subProcessorId!: string;

  /** The order in which changes were recorded. */
  @Column('integer')
  @NotPersonal('public')
  number!: number;

  @Column('text')
  @NotPersonal('public')
  kind!: ChangeKind;

  @Column('jsonb')
  @NotPersonal('public')
  patch!: ChangePatch;

  /** Why it is made; null until it is announced, and for what takes effect at once. */
  @Column('jsonb', { nullable: true })
  @NotPersonal('public')
  reason!: TranslatedText | null;

  /** Null while it is proposed. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('public')
  announcedAt!: Date | null;

  /** From which day on, UTC; a plan until it is announced. */
  @Column('date')
  @NotPersonal('public')
  takesEffectOn!: string;

  /** Whether controllers have a window for it. */
  @Column('boolean')
  @NotPersonal('public')
  hasWindow!: boolean;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('public')
  withdrawnAt!: Date | null;

  @Column('jsonb', { nullable: true })
  @NotPersonal('public')
  withdrawalReason!: TranslatedText | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
