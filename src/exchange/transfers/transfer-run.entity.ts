import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

/** Why a run carried nothing, or not every column. */
export const transferNotes = [
  'ACCOUNT_GONE',
  'ACCOUNT_CLOSED',
  'ACCOUNT_UNLINKED',
  'NO_RIGHTS',
  'NOBODY_IN_REACH',
  'COLUMNS_WITHHELD',
  'COLUMNS_GONE',
] as const;
export type TransferNoteCode = (typeof transferNotes)[number];

export interface TransferNote {
  readonly code: TransferNoteCode;
  /** The headers of the columns that it is about; none where it is about the run. */
  readonly columns: readonly string[];
}

/** One run of a transfer. How far it is stands in its operation. */
@Entity('transfer_run')
export class TransferRun extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  transferId!: string;

  @Column('uuid')
  @NotPersonal('key')
  operationId!: string;

  /** The time at which the schedule had it due: each runs once. Null for a run by hand. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  dueAt!: Date | null;

  /** The entry of the ledger under which the definition stood when it was started; null for runs of before the ledger alone. */
  @Column('integer', { nullable: true })
  @NotPersonal('key')
  instructionNumber!: number | null;

  /** How many people's data it carried. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  persons!: number;

  @Column('jsonb')
  @NotPersonal('bookkeeping')
  notes!: TransferNote[];

  /** When it handed its file over, or found that it has nothing to carry; null before. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  carriedAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
