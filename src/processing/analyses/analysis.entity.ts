import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

export const analysisKinds = ['RISK', 'VULNERABILITY', 'PENETRATION_TEST', 'IMPACT_ASSESSMENT'] as const;
export type AnalysisKind = (typeof analysisKinds)[number];

/** What of the operator's own analyses its tenants see: nothing, that it was held and when it is again, or also what came of it. */
export const visibilities = ['OWN', 'DATES', 'SUMMARY'] as const;
export type Visibility = (typeof visibilities)[number];

/** An analysis that is held again and again (DP-16): of what, and how often. Whoever holds it is a tenant, also the operator. */
@Entity('analysis')
export class Analysis extends TenantRecord {
  @Column('text')
  @NotPersonal('bookkeeping')
  kind!: AnalysisKind;

  /** What is analysed, in the holder's words. */
  @Column('text')
  @NotPersonal('bookkeeping')
  subject!: string;

  /** After how many months it is due again; null where it is held once. */
  @Column('integer', { nullable: true })
  @NotPersonal('bookkeeping')
  everyMonths!: number | null;

  /** By when it is held the first time; null where that was not set. */
  @Column('date', { nullable: true })
  @NotPersonal('bookkeeping')
  firstDueOn!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  visibility!: Visibility;

  /** Since when it is not held any more. */
  @Column('date', { nullable: true })
  @NotPersonal('bookkeeping')
  endedOn!: string | null;

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

/** One time that an analysis was held. What was recorded of it stays, also where that was a mistake and it is withdrawn. */
@Entity('analysis_occasion')
export class AnalysisOccasion extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  analysisId!: string;

  @Column('date')
  @NotPersonal('bookkeeping')
  heldOn!: string;

  /** An organisation or a function, never a person. */
  @Column('text')
  @NotPersonal('bookkeeping')
  heldBy!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  summary!: string;

  /** Where the report lies; null where it is kept elsewhere. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  reportUrl!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  recordedAt!: Date;

  @Column('uuid')
  @NotPersonal('key')
  recordedByAccountId!: string;

  /** Since when it counts no longer. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  withdrawnAt!: Date | null;

  /** What was wrong with it; null while it counts. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  withdrawalReason!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  withdrawnByAccountId!: string | null;
}
