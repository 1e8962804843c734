import { Column, Entity } from 'typeorm';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

export const operationKinds = ['IMPORT', 'EXPORT', 'ERASURE', 'TRANSFER', 'BREACH_ASSESSMENT', 'FINDINGS'] as const;
export type OperationKind = (typeof operationKinds)[number];

export const operationStates = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type OperationState = (typeof operationStates)[number];

/** Work that lasts, with the progress that clients poll or subscribe to. */
@Entity('operation')
@AboutPersons({ property: 'requestedByPersonId', erasure: 'clear' }, { property: 'personId', erasure: 'clear' })
@Expires({ from: 'finishedAt', end: 'clear' })
export class Operation extends TenantRecord {
  @Column('text')
  @NotPersonal('bookkeeping')
  kind!: OperationKind;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: OperationState;

  /** What the work is at, a key of the message catalogue. */
  @Column('text')
  @NotPersonal('bookkeeping')
  phase!: string;

  @Column('bigint')
  @NotPersonal('bookkeeping')
  done!: string;

  /** Null while it is not known how much there is to do. */
  @Column('bigint', { nullable: true })
  @NotPersonal('bookkeeping')
  total!: string | null;

  /** Ids and choices that the work needs, never contents. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  input!: Record<string, unknown>;

  /** Counts and ids that came of it, never contents. */
  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  result!: Record<string, unknown> | null;

  /** Why it failed, or was stopped by another decision than its asker's: a key of the message catalogue. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  failure!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  requestedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P90D', reference: true })
  requestedByPersonId!: string | null;

  /** The person whom the work is about, where it is about one. */
  @Column('uuid', { nullable: true })
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P90D', reference: true })
  personId!: string | null;

  /** A client's key, so that a repeated request finds the same operation. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  idempotencyKey!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  cancelRequestedAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  startedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  finishedAt!: Date | null;
}
