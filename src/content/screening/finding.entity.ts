import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import { type FindingKind, findingKinds } from './detect/index.js';
import type { Place } from './extract/index.js';
import type { FindingState, ScreenedContent } from './screening.states.js';

/**
 * Likely personal data in a comment or a file. It says where it stands and not what it is: of a comment the surroundings are
 * read from the comment itself, of a file they are kept with every value in them redacted.
 */
@Entity('finding')
@AboutPersons(
  { property: 'personId', erasure: 'delete', exported: false },
  { property: 'decidedByPersonId', erasure: 'clear', exported: false },
)
export class Finding extends TenantRecord {
  /** Whom the content is about. */
  @Column('uuid')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['SECURITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  content!: ScreenedContent;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  commentId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  uploadId!: string | null;

  /** In which version of the comment. */
  @Column('integer', { nullable: true })
  @NotPersonal('bookkeeping')
  commentVersion!: number | null;

  @Column('text')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['SECURITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    codes: findingKinds,
  })
  kind!: FindingKind;

  /** In hundredths. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  confidence!: number;

  @Column('jsonb')
  @NotPersonal('bookkeeping')
  place!: Place | Record<string, never>;

  /** In UTF-16 units of the text at the place; the end is exclusive. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  startAt!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  endAt!: number;

  /** By which the same value is known again; null once the value is gone. */
  @Column('text', { nullable: true })
  @NotPersonal('key')
  valueKey!: string | null;

  /** The how manieth of its value in the content, from 0. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  nth!: number;

  /** Of a file: the text around it, with this and every other value that was found there redacted. */
  @Column('text', { nullable: true })
  @Personal({ category: 'FILE', purposes: ['SECURITY'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  excerpt!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  excerptStart!: number;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: FindingState;

  /** Why it was decided so, in the words of who did. */
  @Column('text', { nullable: true })
  @Personal({ category: 'FREE_TEXT', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  reason!: string | null;

  /** The work that is deciding on it just now, or did. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  operationId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  decidedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  decidedByPersonId!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  decidedAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  foundAt!: Date;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;
}
