import { Column, Entity } from 'typeorm';
import type { SignedDocument } from '../../base/signing/index.js';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import type { Register } from '../../people/index.js';
import type { ErasureOutcome, ErasurePlan } from './erasure-plan.js';

/** Why data is erased: the cases of Article 17(1) GDPR, and the controller's instruction at the end of a relation. */
export const erasureReasons = [
  'NO_LONGER_NEEDED',
  'CONSENT_WITHDRAWN',
  'OBJECTION',
  'UNLAWFUL_PROCESSING',
  'LEGAL_OBLIGATION',
  'CHILD_SERVICE',
  'END_OF_RELATION',
] as const;
export type ErasureReason = (typeof erasureReasons)[number];

export const erasureStates = ['RUNNING', 'COMPLETED'] as const;
export type ErasureState = (typeof erasureStates)[number];

/**
 * The erasure of one person, from the decision to the certificate. It holds ids, counts and names of elements, never
 * contents, and stays as the proof that the erasure was done.
 */
@Entity('erasure')
@AboutPersons({ property: 'personId', erasure: 'keep', ground: 'ground.erasureProof' })
@Expires({ from: 'completedAt', end: 'clear' })
export class Erasure extends TenantRecord {
  /** Null once its retention is over: that there was an erasure stays, whose it was does not. */
  @Column('uuid', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3Y', reference: true })
  personId!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  register!: Register;

  /** The work that carries it out; another one when the first failed. */
  @Column('uuid')
  @NotPersonal('key')
  operationId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  reason!: ErasureReason;

  @Column('text')
  @NotPersonal('bookkeeping')
  planHash!: string;

  /** What was planned when it was decided: places, elements and counts. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  plan!: ErasurePlan;

  /** What was done, added up over every try. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  outcome!: Partial<ErasureOutcome>;

  /** The signed certificate. */
  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  certificate!: SignedDocument | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  requestedByAccountId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  requestedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  startedAt!: Date | null;

  /** When the rows were removed. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  erasedAt!: Date | null;

  /** When it had been looked that nothing is left, and the certificate was issued. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  completedAt!: Date | null;
}
