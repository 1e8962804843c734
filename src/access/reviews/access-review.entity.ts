import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { RiskClass, SeatKind } from '../matrix/matrix.model.js';

/** A campaign in which every grant of its scope is kept, revoked or changed until a day (ST-9). */
@Entity('access_review')
export class AccessReview extends TenantRecord {
  /** Counts the tenant's campaigns from 1. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text')
  @NotPersonal('configuration')
  name!: string;

  @Column('text', { array: true })
  @NotPersonal('configuration')
  seats!: SeatKind[];

  @Column('boolean')
  @NotPersonal('configuration')
  hasExceptions!: boolean;

  @Column('text', { array: true })
  @NotPersonal('configuration')
  roles!: string[];

  @Column('text', { array: true })
  @NotPersonal('configuration')
  risks!: RiskClass[];

  @Column('uuid', { nullable: true })
  @NotPersonal('configuration')
  unitId!: string | null;

  /** Who decides; whoever may grant the role where it is nobody. */
  @Column('uuid', { array: true })
  @NotPersonal('key')
  reviewerAccountIds!: string[];

  /** Null for one that came by repetition. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  startedByAccountId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  startedAt!: Date;

  @Column('timestamptz')
  @NotPersonal('configuration')
  dueAt!: Date;

  /** On how many days before it is due reviewers are reminded. */
  @Column('integer', { array: true })
  @NotPersonal('configuration')
  reminderDays!: number[];

  /** Those of them for which the reminder was entered into the log. */
  @Column('integer', { array: true })
  @NotPersonal('bookkeeping')
  remindedDays!: number[];

  /** After how many months the next begins by itself; null for none. */
  @Column('integer', { nullable: true })
  @NotPersonal('configuration')
  repeatMonths!: number | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  nextReviewId!: string | null;

  /** When it was closed before it was due. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('configuration')
  closedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('configuration')
  withdrawnAt!: Date | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;
}
