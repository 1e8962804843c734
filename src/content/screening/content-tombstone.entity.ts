import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import { type FindingKind, findingKinds } from './detect/index.js';
import { type TombstoneAct, tombstoneActs } from './screening.states.js';

/**
 * What stands where something was taken out of a comment or a file: what kind of data it was, when, by whom and why. It holds
 * nothing of the content, no hash either: by one, whoever guesses the content could make sure of it.
 */
@Entity('content_tombstone')
@AboutPersons(
  { property: 'personId', erasure: 'delete' },
  { property: 'decidedByPersonId', erasure: 'clear', exported: false },
)
export class ContentTombstone extends TenantRecord {
  /** Whom the content was about. */
  @Column('uuid')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  commentId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  uploadId!: string | null;

  @Column('text')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    codes: tombstoneActs,
  })
  act!: TombstoneAct;

  @Column('text', { array: true })
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    codes: findingKinds,
    codeNames: 'value.finding.kind',
  })
  kinds!: FindingKind[];

  /** How many findings were taken out. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  findings!: number;

  /** In how many earlier versions of the comment, too. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  earlierVersions!: number;

  @Column('text')
  @Personal({ category: 'FREE_TEXT', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  reason!: string;

  @Column('uuid')
  @NotPersonal('key')
  decidedByAccountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  decidedByPersonId!: string | null;

  @Column('timestamptz')
  @Personal({ category: 'FREE_TEXT', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  decidedAt!: Date;
}
