import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { formatInstant } from '../../base/locale.js';
import type { PreparedField } from '../../base/reading/index.js';
import { describeObject, type Speaker } from '../../catalogue/index.js';
import { instructedSettings } from './instructed-settings.js';
import { Instruction, InstructionStep } from './instruction.entity.js';
import { actionOf, type InstructionChange, suspendedStates } from './instruction.model.js';
import { changesInWords, instructionInWords, nameInWords, type ThingNames } from './instruction.words.js';

type Told = InstructionChange & { readonly things: ThingNames };

/** What the ledger knows by ids alone, by name: the units of some images, and the sub-processors whose changes they are about. */
export const thingsIn = (
  tenantId: Sql,
  ...images: readonly Sql[]
): Sql => sql`(select json_object_agg(thing.id, thing.name) from (
    select unit.id, unit.name from unit
    where unit.tenant_id = ${tenantId} and unit.id in (${idsIn('unit_id', images)})
    union all select change.id, sub_processor.legal_name from sub_processor_change change
      join sub_processor on sub_processor.id = change.sub_processor_id
    where change.id in (${idsIn('change_id', images)})) thing)`;

const idsIn = (column: 'unit_id' | 'change_id', images: readonly Sql[]): Sql =>
  join(images.map((image) => sql`(${image} ->> ${column}::text)::uuid`));

/** What an entry needs to be told in words, as one JSON object. */
export const toldOf = (entry: Sql): Sql => sql`json_build_object('subject', ${entry}.subject, 'key', ${entry}.key,
  'before', ${entry}.before, 'after', ${entry}.after,
  'things', ${thingsIn(sql`${entry}.tenant_id`, sql`${entry}.before`, sql`${entry}.after`)})`;

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
    name: told((one, context) => nameInWords(one, context, one.things)),
    text: told((one, context) => instructionInWords(one, context, one.things)),
    changes: told((one, context) => changesInWords(one, context, one.things)),
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
