import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { parseGlobalId } from '../../base/ids.js';
import { instructedSettings, tablesOf } from './instructed-settings.js';
import type { InstructionFilter, SettingsAtArgs } from './instruction.inputs.js';
import type { SettingImage } from './instruction.model.js';
import { thingOf, thingsIn } from './instruction.objects.js';
import type { SettingsAtType } from './instruction.types.js';
import { nameInWords, settingName, type ThingNames, valueInWords } from './instruction.words.js';

const MAXIMUM_SETTINGS = 2_000;
/** PostgreSQL’s largest integer. */
const MAXIMUM_NUMBER = 2_147_483_647;

/** The condition of a filter on the rows of the ledger. */
export function matching(filter: InstructionFilter | undefined, entry: Sql): Sql {
  const { thingId, kinds, states, from, before } = filter ?? {};
  return sql`(${thingId == null}::boolean or ${about(thingId ?? '', entry)})
    and (${kinds == null}::boolean or ${entry}.subject = any(${tablesOf(kinds ?? [])}::text[]))
    and (${states == null}::boolean or ${entry}.state = any(${[...(states ?? [])]}::text[]))
    and (${from ?? null}::timestamptz is null or ${entry}.at >= ${from ?? null}::timestamptz)
    and (${before ?? null}::timestamptz is null or ${entry}.at < ${before ?? null}::timestamptz)`;
}

function about(thingId: string, entry: Sql): Sql {
  const thing = parseGlobalId(thingId);
  const tables = Object.entries(instructedSettings).flatMap(([table, { node }]) =>
    node === thing?.type ? [table] : [],
  );
  if (thing?.type === 'Tenant')
    return sql`(${entry}.subject = any(${tables}::text[]) and ${entry}.tenant_id = ${thing.id}::uuid)`;
  return sql`(${entry}.subject = any(${tables}::text[]) and ${entry}.key = ${thing?.id ?? ''})`;
}

interface StandingRow {
  readonly subject: string;
  readonly key: string;
  readonly number: number;
  readonly after: SettingImage;
  readonly things: ThingNames;
}

/** The settings that the ledger gives up to a number or a moment: of each setting, its last entry until then. */
export async function settingsAt(context: Context, { number, at, kinds }: SettingsAtArgs): Promise<SettingsAtType> {
  const { db, viewer } = context;
  const last = await db.first<{ number: number; at: Date }>(sql`select number, at from instruction
    where tenant_id = ${viewer.tenantId}::uuid and number <= ${number ?? MAXIMUM_NUMBER}::integer
      and (${at ?? null}::timestamptz is null or at <= ${at ?? null}::timestamptz)
    order by number desc limit 1`);
  const rows = last ? await standingAt(db, last.number, kinds ? tablesOf(kinds) : null) : [];
  return {
    number: last?.number ?? 0,
    at: last?.at ?? null,
    isComplete: rows.length <= MAXIMUM_SETTINGS,
    settings: rows.slice(0, MAXIMUM_SETTINGS).map(({ subject, key, number: by, after, things }) => ({
      kind: instructedSettings[subject]?.kind ?? 'SETTINGS',
      thingId: thingOf(viewer.tenantId, subject, key),
      name: nameInWords({ subject, before: null, after }, context, things),
      number: by,
      values: Object.entries(after).map(([column, value]) => ({
        setting: settingName(column),
        label: context.text(`setting.${column}`),
        value: valueInWords(column, value, context, things),
        json: JSON.stringify(value),
      })),
    })),
  };
}

const standingAt = (db: Transaction, number: number, tables: readonly string[] | null): Promise<StandingRow[]> =>
  db.many<StandingRow>(sql`select s.subject, s.key, s.number, s.after,
      ${thingsIn(sql`s.tenant_id`, sql`s.after`)} as things
    from (select distinct on (i.subject, i.key) i.* from instruction i
      where i.tenant_id = ${db.scope.tenantId}::uuid and i.number <= ${number}
        and (${tables === null}::boolean or i.subject = any(${[...(tables ?? [])]}::text[]))
      order by i.subject, i.key, i.number desc) s
    where s.after is not null order by s.number limit ${MAXIMUM_SETTINGS + 1}`);
