import { Column, Entity } from 'typeorm';
import { type DataCategory, NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { AssessmentState } from './breach.enums.js';

/** How many people a name counts: a category or a register. */
export interface CountOf<Name extends string = string> {
  readonly name: Name;
  readonly people: number;
}

/** What an assessment found that the one before it had not, and the other way round. */
export interface AssessmentDifference {
  readonly people: number;
  readonly newPeople: number;
  readonly records: number;
  readonly addedCategories: readonly DataCategory[];
  readonly removedCategories: readonly DataCategory[];
}

/** The numbers of a breach at a moment: frozen when they are complete. They name nobody. */
@Entity('breach_assessment')
export class BreachAssessment extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  breachId!: string;

  /** Counts the breach's assessments from 1. */
  @Column('integer')
  @NotPersonal('key')
  phase!: number;

  /** The work that reads the log for it. */
  @Column('uuid')
  @NotPersonal('key')
  operationId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: AssessmentState;

  @Column('integer')
  @NotPersonal('bookkeeping')
  done!: number;

  /** How many entries of the log there are to read. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  total!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  people!: number;

  /** Those of them who have been erased since. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  erasedPeople!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  specialPeople!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  units!: number;

  /** Pairs of a person and a category. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  records!: number;

  /** Entries by which a copy of everything left. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  copies!: number;

  @Column('jsonb')
  @NotPersonal('bookkeeping')
  categories!: readonly CountOf<DataCategory>[];

  @Column('jsonb')
  @NotPersonal('bookkeeping')
  registers!: readonly CountOf[];

  /** The oldest entry that the log still had; null where it was empty. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  logFrom!: Date | null;

  @Column('boolean')
  @NotPersonal('bookkeeping')
  isIncomplete!: boolean;

  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  difference!: AssessmentDifference | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  hash!: string | null;

  /** Until when the log is read. */
  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  asOf!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  computedAt!: Date | null;
}
