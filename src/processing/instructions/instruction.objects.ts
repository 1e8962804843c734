import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { formatInstant } from '../../base/locale.js';
import type { PreparedField } from '../../base/reading/index.js';
import { describeObject, type Speaker } from '../../catalogue/index.js';
import { instructedSettings } from './instructed-settings.js';
import { Instruction, InstructionStep } from './instruction.entity.js';
import { actionOf, type InstructionChange, suspendedStates } from './instruction.model.js';
import { changesInWords, instructionInWords, nameInWords, type UnitNames } from './instruction.words.js';

type Told = InstructionChange & { readonly units: UnitNames };

/** What an entry needs to be told in words, as one JSON object: units have names that the ledger does not keep. */
export const toldOf = (entry: Sql): Sql => sql`json_build_object('subject', ${entry}.subject, 'key', ${entry}.key,
  'before', ${entry}.before, 'after', ${entry}.after, 'units', (select json_object_agg(u.id, u.name) from unit u
    where u.tenant_id = ${entry}.tenant_id
      and u.id in ((${entry}.before ->> 'unit_id')::uuid, (${entry}.after ->> 'unit_id')::uuid)))`;

/** Whether a setting stands by an entry. */
export const isInForce = (
  entry: Sql,
): Sql => sql`(${entry}.after is not null and not exists (select 1 from instruction later
  where later.tenant_id = ${entry}.tenant_id and later.subject = ${entry}.subject and later.key = ${entry}.key
    and later.number > ${entry}.number))`;

/** The last parking of an entry while it is suspended, as one JSON object. */
export const parkingOf = (entry: Sql): Sql => sql`(select json_build_object('at', s.at, 'reason', s.reason)
  from instruction_step s where s.tenant_id = ${entry}.tenant_id and s.instruction_id = ${entry}.id and s.state = 'PARKED'
    and ${entry}.state = any(${[...suspendedStates]}::text[]) order by s.at desc limit 1)`;

export interface ParkingNotice {
  readonly at: string;
  readonly reason: string;
}

export const noticeInWords = (parking: ParkingNotice | null, speaker: Speaker): string | null =>
  parking &&
  speaker.text('instruction.notice', {
    at: formatInstant(new Date(parking.at), speaker.locale),
    reason: parking.reason,
  });

/** The id of the thing that a setting is of, for `node`. */
export function thingOf(tenantId: string, subject: string, key: string): string | null {
  const node = instructedSettings[subject]?.node;
  if (!node) return null;
  return toGlobalId(node, node === 'Tenant' ? tenantId : key);
}

const told =
  <Value>(write: (one: Told, context: Context) => Value): PreparedField['prepare'] =>
  async (context: Context, _guard, entry) => ({
    sql: toldOf(entry),
    finish: (value) => write(value as Told, context),
    elements: [],
  });

/** The ledger is open to whoever acts for the controller, whole: it holds no personal data but who gave an instruction. */
export const instructionObject = describeObject<Instruction>({
  type: 'Instruction',
  entity: Instruction,
  rows: (access) => access.can('instruction.read'),
  columns: ['number', 'at', 'source', 'becauseOf', 'state'],
  computed: {
    kind: { from: ['subject'], value: ([subject]) => instructedSettings[String(subject)]?.kind },
    thingId: {
      from: ['tenantId', 'subject', 'key'],
      value: ([tenantId, subject, key]) => thingOf(String(tenantId), String(subject), String(key)),
    },
  },
  prepared: {
    action: told(actionOf),
    name: told((one, context) => nameInWords(one, context, one.units)),
    text: told((one, context) => instructionInWords(one, context, one.units)),
    changes: told((one, context) => changesInWords(one, context, one.units)),
    isInForce: async (_context, _guard, entry) => ({ sql: isInForce(entry), finish: (value) => value, elements: [] }),
    notice: async (context: Context, _guard, entry) => ({
      sql: parkingOf(entry),
      finish: (value) => noticeInWords(value as ParkingNotice | null, context),
      elements: [],
    }),
  },
  relations: {
    givenBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (entry, person) => sql`${person}.id = ${entry}.person_id`,
    },
    steps: {
      to: 'InstructionStep',
      shape: 'list',
      element: null,
      on: (entry, step) => sql`${step}.instruction_id = ${entry}.id`,
      order: (step) => sql`${step}.at, ${step}.id limit 100`,
    },
  },
  sorts: { NUMBER: [{ property: 'number', type: 'int' }] },
});

export const instructionStepObject = describeObject<InstructionStep>({
  type: 'InstructionStep',
  entity: InstructionStep,
  rows: (access) => access.can('instruction.read'),
  columns: ['at', 'state', 'reason', 'isByProcessor'],
  relations: {
    answeredBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (step, person) => sql`${person}.id = ${step}.person_id`,
    },
  },
});
