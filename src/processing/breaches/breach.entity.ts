import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { BreachOrigin } from './breach.enums.js';

/** A breach as one controller's register has it (Article 33(5) GDPR): the suspected source there, and each time apart. */
@Entity('breach')
export class Breach extends TenantRecord {
  /** Counts the controller's breaches from 1. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  /** The processor's incident; null while it is the controller's signal alone. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  incidentId!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  origin!: BreachOrigin;

  @Column('text')
  @NotPersonal('bookkeeping')
  description!: string;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  fromAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  untilAt!: Date | null;

  @Column('uuid', { array: true })
  @NotPersonal('key')
  accountIds!: string[];

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

  /** Until when the processor must have told the controller. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  toldAt!: Date | null;

  /** Until when the controller must have told its authority. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  authorityDueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  authorityToldAt!: Date | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  authorityReference!: string;

  /** Why the authority was told late, or need not be told. */
  @Column('text')
  @NotPersonal('bookkeeping')
  authorityReason!: string;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  peopleToldAt!: Date | null;

  /** How the people were told, or why they need not be. */
  @Column('text')
  @NotPersonal('bookkeeping')
  peopleReason!: string;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  closedAt!: Date | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  lessons!: string;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
