import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { replay } from '../../src/processing/instructions/instruction.model.js';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { fieldGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const settings = (actor: Actor, logRetentionDays: number, expectedVersion: number) =>
  mutate(actor, 'updateTenantSettings', { logRetentionDays, expectedVersion });

/** What the ledger says, and what the tables. */
async function bothSides(tenant: TestTenant): Promise<readonly [unknown, unknown]> {
  const entries = await tenant.rows<Parameters<typeof replay>[0][number]>(
    'select number, subject, key, before, after from instruction where tenant_id = $1 order by number',
    [tenant.id],
  );
  const told = replay(entries).map(({ subject, key, values }) => ({ subject, key, values }));
  const tables: object[] = [];
  for (const [table, key, standing] of [
    ['tenant', "''", 'true'],
    ['identity_issuer', 't.issuer', 'true'],
    ['field_definition', 't.id::text', 'true'],
    ['second_factor_rule', 't.action', 'true'],
    ['seat_cap', "concat(t.kind, ' ', t.unit_id)", 'true'],
    ['leaver_rule', "''", 'true'],
    ['matrix', 't.id::text', "t.state = 'ADOPTED'"],
  ]) {
    tables.push(
      ...(await tenant.rows<object>(`select '${table}' as subject, ${key} as key, (select jsonb_object_agg(j.key, j.value)
        from jsonb_each(to_jsonb(t)) j where j.key = any(string_to_array((select split_part(encode(g.tgargs, 'escape'), '\\000', 2)
          from pg_trigger g where g.tgrelid = '${table}'::regclass and g.tgname = 'instruction_ledger'), ','))) as values
        from ${table} t where t.tenant_id = '${tenant.id}' and ${standing}`)),
    );
  }
  const sorted = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
  return [sorted(told.map(ordered)), sorted(tables.map(ordered))];
}

const ordered = (one: object): object =>
  JSON.parse(JSON.stringify(one, (_, value: unknown) => (isRecord(value) ? sortedKeys(value) : value))) as object;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const sortedKeys = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

type Act = (actor: Actor, tenant: TestTenant) => Promise<unknown>;

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 400 }), locale: fc.constantFrom('EN', 'NB', 'SV') }).map(
    ({ days, locale }): Act =>
      async (actor, tenant) => {
        const [row] = await tenant.rows<{ version: number }>('select version from tenant where tenant_id = $1', [
          tenant.id,
        ]);
        await mutate(actor, 'updateTenantSettings', { logRetentionDays: days, locale, expectedVersion: row?.version });
      },
  ),
  fc.record({ key: fc.constantFrom('alpha', 'beta', 'gamma'), label: fc.constantFrom('One', 'Two', 'Three') }).map(
    ({ key, label }): Act =>
      async (actor, tenant) => {
        const [field] = await tenant.rows<{ id: string; version: number; retired: boolean }>(
          'select id, version, retired_at is not null as retired from field_definition where tenant_id = $1 and key = $2',
          [tenant.id, key],
        );
        if (!field) {
          const about = { registers: ['STUDENT'], category: 'OTHER', purposes: ['EDUCATION'], retention: 'P1Y' };
          await mutate(actor, 'createField', { key, label, type: 'TEXT', ...about });
        } else if (label === 'Three') {
          const input = { fieldId: fieldGid(field.id), expectedVersion: field.version };
          const name = field.retired ? 'restoreField' : 'retireField';
          await actor.ask(`mutation($input: FieldVersionInput!) { ${name}(input: $input) { userErrors { code } } }`, {
            input,
          });
        } else {
          await mutate(actor, 'updateField', { fieldId: fieldGid(field.id), label, expectedVersion: field.version });
        }
      },
  ),
  fc.record({ kind: fc.constantFrom('OBSERVER', 'ADMINISTRATOR'), maximum: fc.integer({ min: 5, max: 9 }) }).map(
    ({ kind, maximum }): Act =>
      async (actor, tenant) => {
        const [cap] = await tenant.rows<{ version: number }>(
          'select version from seat_cap where tenant_id = $1 and kind = $2',
          [tenant.id, kind],
        );
        await mutate(actor, 'setSeatCap', { kind, maximum, expectedVersion: cap?.version ?? 0 });
      },
  ),
  fc.integer({ min: 1, max: 60 }).map(
    (maxAgeMinutes): Act =>
      async (actor, tenant) => {
        const [rule] = await tenant.rows<{ version: number }>(
          'select version from second_factor_rule where tenant_id = $1',
          [tenant.id],
        );
        await mutate(actor, 'setSecondFactorAge', {
          action: 'hold.manage',
          maxAgeMinutes,
          expectedVersion: rule?.version ?? 0,
        });
      },
  ),
  fc.constant<Act>(async (actor) => {
    const { matrix } = await mutate<{ matrix: { id: string; version: number } | null }>(
      actor,
      'draftMatrix',
      { title: 'Next', template: 'STANDARD' },
      'matrix { id version }',
    );
    if (matrix) await mutate(actor, 'adoptMatrix', { matrixId: matrix.id, expectedVersion: matrix.version });
  }),
);

test('carried out from the first to the last, it gives the settings that there are, whatever was set', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
      const tenant = await world.tenant();
      const actor = await tenant.controller();
      for (const one of acts) await one(actor, tenant);
      const [told, stored] = await bothSides(tenant);
      expect(told).toEqual(stored);
      const { settingsAt } = await actor.ask<{ settingsAt: { settings: readonly object[] } }>(
        '{ settingsAt { settings { kind number } } }',
      );
      expect(settingsAt.settings).toHaveLength((stored as readonly unknown[]).length);
      const entries = await tenant.rows<{ number: number; source: string }>(
        'select number, source from instruction where tenant_id = $1 order by number',
        [tenant.id],
      );
      expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
      expect(new Set(entries.slice(2).map(({ source }) => source))).toEqual(
        new Set(entries.length > 2 ? ['CONTROLLER'] : []),
      );
    }),
    { numRuns: 6 },
  );
}, 60_000);

test('says what the settings were at an earlier number, and at an earlier time', async () => {
  const tenant = await world.tenant();
  const actor = await tenant.controller();
  await settings(actor, 100, 1);
  await settings(actor, 300, 2);
  const at = async (args: string) =>
    (
      await actor.ask<{
        settingsAt: {
          number: number;
          settings: readonly { kind: string; values: readonly { setting: string; json: string }[] }[];
        };
      }>(`{ settingsAt${args} { number settings { kind values { setting json } } } }`)
    ).settingsAt;
  const days = ({ settings: all }: Awaited<ReturnType<typeof at>>) =>
    all.find(({ kind }) => kind === 'SETTINGS')?.values.find(({ setting }) => setting === 'logRetentionDays')?.json;
  expect([days(await at('(number: 2)')), days(await at('(number: 3)')), days(await at(''))]).toEqual([
    '92',
    '100',
    '300',
  ]);
  expect(await at('(at: "2020-01-01T00:00:00Z")')).toMatchObject({ number: 0, settings: [] });
  expect((await at('(number: 3, kinds: [FIELD])')).settings).toEqual([]);
});

test('says when there are more settings than it gives', async () => {
  const tenant = await world.tenant();
  const actor = await tenant.controller();
  const asked = '{ settingsAt { isComplete settings { number } } }';
  type Told = { settingsAt: { isComplete: boolean; settings: readonly object[] } };
  expect((await actor.ask<Told>(asked)).settingsAt.isComplete).toBe(true);
  await world.owner.query(
    `insert into instruction (tenant_id, number, at, source, subject, key, after)
     select $1, n, now(), 'INTRODUCTION', 'field_definition', gen_random_uuid()::text, '{"label": "x"}'
     from generate_series(1001, 3001) n`,
    [tenant.id],
  );
  const { isComplete, settings: given } = (await actor.ask<Told>(asked)).settingsAt;
  expect([isComplete, given.length]).toEqual([false, 2000]);
});
