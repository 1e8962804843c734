import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toGlobalId } from '../../src/base/ids.js';
import { replay } from '../../src/processing/instructions/instruction.model.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { fieldGid, type TestTenant, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Entry {
  readonly number: number;
  readonly source: string;
  readonly kind: string;
  readonly action: string;
  readonly name: string;
  readonly text: string;
  readonly thingId: string | null;
  readonly isInForce: boolean;
  readonly givenBy: { readonly id: string } | null;
  readonly changes: readonly { setting: string; label: string; before: string | null; after: string | null }[];
}

const ENTRY =
  'number source kind action name text thingId isInForce givenBy { id } changes { setting label before after }';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});
afterAll(() => world.close());

const ledger = async (actor: Actor, args = '', language = 'en'): Promise<readonly Entry[]> => {
  const { data, errors } = await actor.send<{ instructions: { nodes: readonly Entry[] } }>(
    `{ instructions(first: 100, order: ASC${args}) { nodes { ${ENTRY} } } }`,
    {},
    { 'accept-language': language },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.instructions.nodes;
};

const settings = (actor: Actor, logRetentionDays: number, expectedVersion: number) =>
  mutate(actor, 'updateTenantSettings', { logRetentionDays, expectedVersion });

describe('the ledger', () => {
  test('begins with the first settings of a tenant, and says of each change what, from what to what, and who', async () => {
    expect((await ledger(controller)).map(({ number, kind, source }) => [number, kind, source])).toEqual([
      [1, 'SETTINGS', 'SYSTEM'],
      [2, 'SIGN_IN', 'SYSTEM'],
    ]);
    expect(await settings(controller, 200, 1)).toMatchObject({ userErrors: [] });
    const [entry, ...more] = (await ledger(controller)).slice(2);
    expect(more).toEqual([]);
    expect(entry).toEqual({
      number: 3,
      source: 'CONTROLLER',
      kind: 'SETTINGS',
      action: 'CHANGED',
      name: 'General settings',
      text: 'General settings is changed. Days that the log is kept: from 92 to 200.',
      thingId: toGlobalId('Tenant', school.id),
      isInForce: true,
      givenBy: { id: toGlobalId('Person', controller.ids?.personId ?? '') },
      changes: [{ setting: 'logRetentionDays', label: 'Days that the log is kept', before: '92', after: '200' }],
    });
    expect((await ledger(controller, '', 'fi'))[2]?.text).toBe(
      'Yleiset asetukset on muutettu. Lokin säilytysaika päivinä: 92 → 200.',
    );
    expect(
      await mutate(controller, 'updateTenantSettings', { address: 'Storgata 1', expectedVersion: 2 }),
    ).toMatchObject({ userErrors: [] });
    expect(await ledger(controller)).toHaveLength(3);
  });

  test('has no entry of what was refused or undone', async () => {
    const before = (await ledger(controller)).length;
    expect(await outcomeOf(controller, 'updateTenantSettings', { logRetentionDays: 5, expectedVersion: 99 })).toBe(
      'STALE_VERSION',
    );
    const field = { key: 'same', label: 'Same', type: 'TEXT', registers: ['STUDENT'], category: 'OTHER' };
    const input = { ...field, purposes: ['ADMINISTRATION'], retention: 'WHILE_ACTIVE' };
    expect(await outcomeOf(controller, 'createField', input)).toBe('DONE');
    expect(await outcomeOf(controller, 'createField', input)).toBe('ALREADY_EXISTS');
    const after = await ledger(controller);
    expect(after.map(({ number }) => number)).toEqual(Array.from({ length: before + 1 }, (_, index) => index + 1));
  });

  test('can be narrowed by kind, thing, state and period', async () => {
    const cap = { kind: 'OBSERVER', unitId: unitGid(school.unitId), maximum: 3 };
    expect(await outcomeOf(controller, 'setSeatCap', { ...cap, expectedVersion: 0 })).toBe('DONE');
    const [only, ...others] = await ledger(controller, ', filter: { kinds: [SEAT_CAP] }');
    expect(others).toEqual([]);
    expect(only?.name).toBe(`Cap on seats “OBSERVER, ${school.slug} school”`);
    const tenant = toGlobalId('Tenant', school.id);
    expect((await ledger(controller, `, filter: { thingId: "${tenant}" }`)).map(({ number }) => number)).toEqual([
      1, 3,
    ]);
    expect(await ledger(controller, ', filter: { states: [PARKED] }')).toEqual([]);
    expect(await ledger(controller, ', filter: { before: "2020-01-01T00:00:00Z" }')).toEqual([]);
    expect(await ledger(controller, ', filter: { from: "2020-01-01T00:00:00Z" }')).not.toEqual([]);
  });

  test('gives no number twice and leaves none out when many instruct at once', async () => {
    const tenant = await world.tenant();
    const officers = await Promise.all(Array.from({ length: 6 }, () => tenant.controller()));
    const outcomes = await Promise.all(
      officers.map((actor, index) =>
        outcomeOf(actor, 'setSecondFactorAge', {
          action: ['role.grant', 'field.manage', 'hold.manage', 'erasure.run', 'seat.manage', 'export.tenant'][index],
          maxAgeMinutes: 10 + index,
          expectedVersion: 0,
        }),
      ),
    );
    expect(outcomes).toEqual(outcomes.map(() => 'DONE'));
    const numbers = (await ledger(officers[0] as Actor)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 8 }, (_, index) => index + 1));
  });

  test('is the controller’s own: nobody else reads it, and no other tenant', async () => {
    const query = '{ instructions(first: 5) { nodes { number } } }';
    for (const actor of [await school.endUser(), await school.teacher(), await school.unitAdministrator()]) {
      expect(await outcomeOfQuery(actor, query)).toBe('FORBIDDEN');
      expect(await outcomeOfQuery(actor, '{ instruction(number: 1) { text } }')).toBe('FORBIDDEN');
      expect(await outcomeOfQuery(actor, '{ settingsAt { number } }')).toBe('FORBIDDEN');
    }
    const stranger = await (await world.tenant()).controller();
    expect((await ledger(stranger)).map(({ thingId }) => thingId)).not.toContain(toGlobalId('Tenant', school.id));
    expect((await ledger(stranger)).length).toBe(2);
    const id = (await controller.ask<{ instruction: { id: string } }>('{ instruction(number: 3) { id } }')).instruction
      .id;
    const node = '($id: ID!) { node(id: $id) { id } }';
    expect(await controller.ask(`query${node}`, { id })).toEqual({ node: { id } });
    expect(await stranger.ask(`query${node}`, { id })).toEqual({ node: null });
  });

  test('can be neither changed nor emptied by the application', async () => {
    const { rows } = await world.owner.query<{ right: string }>(`select privilege_type as right
      from information_schema.role_table_grants where table_name = 'instruction' and grantee = 'varde_app' order by 1`);
    expect(rows.map(({ right }) => right)).toEqual(['INSERT', 'SELECT']);
  });
});

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
  expect(await at('(at: "2020-01-01T00:00:00Z")')).toEqual({ number: 0, settings: [] });
  expect((await at('(number: 3, kinds: [FIELD])')).settings).toEqual([]);
});
