import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal } from '../../catalogue/index.js';
import type { AnalysisKind } from './analysis.entity.js';

/** What the operator shows all tenants of an analysis of its own: as much of it as its visibility says. */
@Entity('processor_analysis')
export class ProcessorAnalysis {
  /** That of the analysis. */
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  @Column('text')
  @NotPersonal('public')
  kind!: AnalysisKind;

  @Column('text')
  @NotPersonal('public')
  subject!: string;

  @Column('integer', { nullable: true })
  @NotPersonal('public')
  everyMonths!: number | null;

  @Column('date', { nullable: true })
  @NotPersonal('public')
  heldOn!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('public')
  heldBy!: string | null;

  @Column('date', { nullable: true })
  @NotPersonal('public')
  nextDueOn!: string | null;

  /** Null where only the dates are shown. */
  @Column('text', { nullable: true })
  @NotPersonal('public')
  summary!: string | null;

  /** How many findings of all occasions there are, and how many are open; zero where only the dates are shown. */
  @Column('integer')
  @NotPersonal('public')
  findings!: number;

  @Column('integer')
  @NotPersonal('public')
  openFindings!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
