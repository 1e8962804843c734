import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

export const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof severities)[number];

export const findingStates = ['OPEN', 'DONE', 'ACCEPTED'] as const;
export type AnalysisFindingState = (typeof findingStates)[number];

/** What an analysis found, and what is done about it until when. */
@Entity('analysis_finding')
export class AnalysisFinding extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  occasionId!: string;

  /** Counts the findings of an occasion from 1. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text')
  @NotPersonal('bookkeeping')
  title!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  severity!: Severity;

  /** What follows from it; null where nothing does. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  action!: string | null;

  @Column('date', { nullable: true })
  @NotPersonal('bookkeeping')
  dueOn!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: AnalysisFindingState;

  /** What was done, or why it is accepted. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  note!: string | null;

  @Column('date', { nullable: true })
  @NotPersonal('bookkeeping')
  closedOn!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
