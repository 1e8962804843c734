import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import type { PreparedField } from '../../base/reading/index.js';
import { timeZoneOf } from '../../base/time-zone.js';
import { describeObject } from '../../catalogue/index.js';
import { countryOf } from '../../tenants/index.js';
import { Transfer, weekdays } from './transfer.entity.js';
import { TransferFile } from './transfer-file.entity.js';
import { type TransferNote, TransferRun } from './transfer-run.entity.js';

/** Where a file is, for the resolver that signs its address. */
export interface FilePlace {
  readonly runId: string;
}

/** Definitions, runs and files are for those who run transfers, and act for the whole tenant. */
const runners = (access: Access): boolean => access.units('transfer.run') === 'all';

export const transferObject = describeObject<Transfer>({
  type: 'Transfer',
  entity: Transfer,
  columns: [
    'name',
    'register',
    'columns',
    'format',
    'purpose',
    'isPaused',
    'nextDueAt',
    'retentionDays',
    'version',
    'createdAt',
  ],
  rows: runners,
  prepared: {
    schedule: async (context: Context, _guard, transfer) => {
      const timeZone = timeZoneOf(await countryOf(context.db));
      return {
        sql: sql`json_build_array(${transfer}.frequency, ${transfer}.weekday, ${transfer}.time_of_day)`,
        finish: (value) => {
          const [frequency, weekday, timeOfDay] = value as [string | null, number | null, string];
          return frequency && { frequency, weekday: weekday && weekdays[weekday - 1], timeOfDay, timeZone };
        },
        elements: [],
      };
    },
  },
  relations: {
    account: {
      to: 'Account',
      shape: 'one',
      element: null,
      on: (transfer, account) => sql`${account}.id = ${transfer}.account_id`,
    },
    unit: { to: 'Unit', shape: 'one', element: null, on: (transfer, unit) => sql`${unit}.id = ${transfer}.unit_id` },
    runs: {
      to: 'TransferRun',
      shape: 'connection',
      element: null,
      on: (transfer, run) => sql`${run}.transfer_id = ${transfer}.id`,
      orderBy: { field: 'CREATED_AT', direction: 'DESC' },
    },
  },
  sorts: { NAME: [{ property: 'name', type: 'text' }] },
});

/** What the run's operation says, to everybody who sees the run: the work itself is shown to fewer. */
const ofWork =
  (column: Sql, finish: (value: unknown, context: Context) => unknown): PreparedField['prepare'] =>
  async (context: Context, _guard, run) => ({
    sql: sql`(select ${column} from operation o where o.tenant_id = ${run}.tenant_id and o.id = ${run}.operation_id)`,
    finish: (value) => finish(value, context),
    elements: [],
  });

const numberOf = (value: unknown): number | null => (value === null ? null : Number(value));

export const transferRunObject = describeObject<TransferRun>({
  type: 'TransferRun',
  entity: TransferRun,
  columns: ['instructionNumber', 'persons', 'dueAt', 'createdAt', 'carriedAt'],
  rows: runners,
  computed: {
    startedBy: { from: ['dueAt'], value: ([dueAt]) => (dueAt === null ? 'HAND' : 'SCHEDULE') },
    notes: {
      from: ['notes'],
      value: ([notes], context: Context) =>
        (notes as readonly TransferNote[]).map((note) => ({
          ...note,
          message: context.text(`transferNote.${note.code}`, { columns: note.columns.join(', ') }),
        })),
    },
  },
  prepared: {
    state: ofWork(sql`o.state`, (state) => state),
    done: ofWork(sql`o.done`, numberOf),
    total: ofWork(sql`o.total`, numberOf),
    failure: ofWork(sql`o.failure`, (key, context) => (typeof key === 'string' ? context.text(key) : null)),
  },
  relations: {
    transfer: {
      to: 'Transfer',
      shape: 'one',
      element: null,
      on: (run, transfer) => sql`${transfer}.id = ${run}.transfer_id`,
    },
    operation: {
      to: 'Operation',
      shape: 'one',
      element: null,
      on: (run, operation) => sql`${operation}.id = ${run}.operation_id`,
    },
    requestedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (run, person) => sql`${person}.id = (select o.requested_by_person_id from operation o
        where o.tenant_id = ${run}.tenant_id and o.id = ${run}.operation_id)`,
    },
    file: {
      to: 'TransferFile',
      shape: 'one',
      element: null,
      on: (run, file) => sql`${file}.run_id = ${run}.id and ${file}.expires_at > now()`,
    },
  },
  sorts: { CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }] },
});

export const transferFileObject = describeObject<TransferFile>({
  type: 'TransferFile',
  entity: TransferFile,
  id: 'runId',
  columns: ['sha256', 'expiresAt'],
  rows: runners,
  computed: {
    size: { from: ['size'], value: ([size]) => Number(size) },
    downloadUrl: {
      from: ['runId'],
      value: ([runId]) => ({ runId }),
    },
  },
});
