import { Column, Entity } from 'typeorm';
import { NotPersonal, type Purpose, TenantRecord } from '../../catalogue/index.js';
import type { Register } from '../../people/index.js';

/** RFC 4180, or a JSON array with one row per line. */
export const transferFormats = ['CSV', 'JSON'] as const;
export type TransferFormat = (typeof transferFormats)[number];

export const transferFrequencies = ['DAILY', 'WEEKLY'] as const;
export type TransferFrequency = (typeof transferFrequencies)[number];

/** The days of the week as ISO 8601 numbers them, from 1. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof weekdays)[number];

/** One column of what is carried: an element of the catalogue, or a field of the tenant's own. */
export interface TransferColumn {
  readonly element: string | null;
  readonly fieldKey: string | null;
  readonly header: string;
}

/** What is passed on to another system, in the name of which account, and when. Its data is read as that account may read it. */
@Entity('transfer')
export class Transfer extends TenantRecord {
  @Column('text')
  @NotPersonal('configuration')
  name!: string;

  /** Null once the account is gone, such as with the erasure of the person whose card it was linked to. */
  @Column('uuid', { nullable: true })
  @NotPersonal('configuration')
  accountId!: string | null;

  @Column('text')
  @NotPersonal('configuration')
  register!: Register;

  @Column('jsonb')
  @NotPersonal('configuration')
  columns!: TransferColumn[];

  @Column('text')
  @NotPersonal('configuration')
  format!: TransferFormat;

  /** What the data is passed on for; the log tells it to each person. */
  @Column('text')
  @NotPersonal('configuration')
  purpose!: Purpose;

  /** Only people of this unit; of all where null. */
  @Column('uuid', { nullable: true })
  @NotPersonal('configuration')
  unitId!: string | null;

  /** Null where it runs by hand alone. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration')
  frequency!: TransferFrequency | null;

  /** `06:30`, by the clock of the tenant's country. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration')
  timeOfDay!: string | null;

  /** 1 is Monday. */
  @Column('integer', { nullable: true })
  @NotPersonal('configuration')
  weekday!: number | null;

  @Column('boolean')
  @NotPersonal('configuration')
  isPaused!: boolean;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  nextDueAt!: Date | null;

  /** How many days a file is kept. */
  @Column('integer')
  @NotPersonal('configuration')
  retentionDays!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
