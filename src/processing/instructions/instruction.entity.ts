import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord, TenantRow } from '../../catalogue/index.js';
import type { InstructionSource, InstructionState, SettingImage } from './instruction.model.js';

const aboutGiver = {
  category: 'ACTIVITY',
  purposes: ['ACCOUNTABILITY'],
  owner: 'CONTROLLER',
  retention: 'UNTIL_REMOVED',
} as const;

/**
 * One entry of the ledger: what a setting was and what it became, as the trigger of its table wrote it in the transaction that
 * changed it. Never changed but for where it stands, and for who gave it when that person is erased.
 */
@Entity('instruction')
@AboutPersons({ property: 'personId', erasure: 'clear', clears: ['accountId'], exported: false })
export class Instruction extends TenantRecord {
  /** Counts the tenant's entries from 1, without gaps. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  at!: Date;

  @Column('text')
  @NotPersonal('bookkeeping')
  source!: InstructionSource;

  /** The number of the instruction that was parked or released; null for every other source. */
  @Column('integer', { nullable: true })
  @NotPersonal('key')
  becauseOf!: number | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  accountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutGiver, reference: true })
  personId!: string | null;

  /** The table of the setting. */
  @Column('text')
  @NotPersonal('key')
  subject!: string;

  /** What names the setting in its table; empty where a tenant has one. */
  @Column('text')
  @NotPersonal('key')
  key!: string;

  /** The columns that direct processing as they were; null where there was no such setting. */
  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  before!: SettingImage | null;

  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  after!: SettingImage | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: InstructionState;
}

/** What controller and processor said about an instruction that was parked: one row for each state that it came into. */
@Entity('instruction_step')
@AboutPersons({ property: 'personId', erasure: 'clear', clears: ['accountId'] })
export class InstructionStep extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  instructionId!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  at!: Date;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: Exclude<InstructionState, 'GIVEN'>;

  /** Kept when its author is erased: it is what one organisation told the other. */
  @Column('text')
  @Personal({ ...aboutGiver, category: 'FREE_TEXT' })
  reason!: string;

  @Column('boolean')
  @NotPersonal('bookkeeping')
  isByProcessor!: boolean;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  accountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutGiver, reference: true })
  personId!: string | null;
}

/** The last number of a tenant's ledger: whoever gives the next instruction holds its row until the transaction ends. */
@Entity('instruction_counter')
export class InstructionCounter extends TenantRow {
  @Column('integer')
  @NotPersonal('bookkeeping')
  number!: number;
}
