import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import type { ScreenedContent, ScreeningFailure, ScreeningState } from './screening.states.js';

/**
 * Where the screening of one content stands. The row is the job: it is made by the database together with the content, and
 * whoever screens takes the oldest that waits.
 */
@Entity('content_screening')
@AboutPersons({ property: 'personId', erasure: 'delete', exported: false })
export class ContentScreening extends TenantRecord {
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

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: ScreeningState;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  reason!: ScreeningFailure | null;

  /** Names the rules by which it was screened last: the product's and the tenant's. */
  @Column('text')
  @NotPersonal('bookkeeping')
  rules!: string;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  rulesVersion!: string | null;

  /** How many parts of it could not be read, such as an attachment that is locked. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  unreadParts!: number;

  /** How many findings were not written down, because a content has too many of them. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  leftOut!: number;

  /** How often it was begun since it was asked for. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  attempts!: number;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  heldUntil!: Date | null;

  /** Since when the file is being written anew without what is to be redacted: it is not screened meanwhile. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  rewritingSince!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  askedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  screenedAt!: Date | null;
}
