import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { type TestTenant, unitGid } from '../harness/tenant.js';
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
