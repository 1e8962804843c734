import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

/**
 * What happened at the processor, as its staff keep it among the operator's own rows: suspected source, times and lessons. Each
 * controller concerned has a breach of its own. Staff describe what happened, not to whom.
 */
@Entity('incident')
export class Incident extends TenantRecord {
  /** Counts incidents from 1. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text')
  @NotPersonal('bookkeeping')
  title!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  description!: string;

  /** What was done about it. */
  @Column('text')
  @NotPersonal('bookkeeping')
  measures!: string;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  fromAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  untilAt!: Date | null;

  @Column('text', { array: true })
  @NotPersonal('bookkeeping')
  roles!: string[];

  @Column('uuid', { array: true })
  @NotPersonal('key')
  subProcessorIds!: string[];

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  signalAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  awareAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  closedAt!: Date | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  lessons!: string;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  reopenedAt!: Date | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  reopenedBecause!: string;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
