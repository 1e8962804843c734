import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { adopted, roleInput } from '../access/matrix.samples.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Reply {
  readonly account: { readonly label: string | null; readonly addresses: object[] } | null;
}

const ACCOUNT = 'query($id: ID!) { account(id: $id) { label person { id } addresses { address } } }';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const see = async (actor: Actor, of: Actor) =>
  (await actor.ask<Reply>(ACCOUNT, { id: toGlobalId('Account', of.ids?.accountId ?? '') })).account;

const withAddress = async (actor: Actor) => {
  const row = { account_id: actor.ids?.accountId, person_id: actor.ids?.personId, address: '192.0.2.7' };
  await school.insert('account_address', row);
  return actor;
};

describe('who sees an account', () => {
  test('oneself and the controller, with addresses; the own unit’s administrator, without', async () => {
    const user = await withAddress(await school.endUser());
    expect((await see(user, user))?.addresses).toContainEqual({ address: '192.0.2.7' });
    expect((await see(controller, user))?.addresses).toContainEqual({ address: '192.0.2.7' });
    expect(await see(await school.unitAdministrator(), user)).toMatchObject({ label: '', addresses: [] });
  });

  test('no stranger, no teacher, no administrator of another unit', async () => {
    const user = await school.endUser();
    const group = await school.group();
    const teacher = await school.teacher();
    await school.member(group, user.ids?.personId ?? '');
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    for (const actor of [
      await school.endUser(),
      teacher,
      await school.unitAdministrator(await school.unit('Far')),
      await (await world.tenant()).controller(),
    ]) {
      expect(await see(actor, user)).toBeNull();
    }
    expect(await see(controller, user)).not.toBeNull();
  });

  test('an unlinked account is the controller’s to see, not the unit administrator’s', async () => {
    const unlinked = await school.signIn(null);
    expect(await see(await school.unitAdministrator(), unlinked)).toBeNull();
    expect(await see(controller, unlinked)).toMatchObject({ label: '' });
  });

  test('a list holds what one may see of it', async () => {
    const user = await school.endUser();
    const count = async (actor: Actor) =>
      (await actor.ask<{ accounts: { totalCount: number } }>('{ accounts(first: 1) { totalCount } }')).accounts
        .totalCount;
    expect(await count(user)).toBe(1);
    expect(await count(controller)).toBeGreaterThan(5);
  });

  test('a filter by register finds nobody for who may not read it', async () => {
    const fresh = await world.tenant();
    const role = (key: string, categories: string[]) =>
      roleInput(key, {
        scope: 'TENANT',
        actions: ['account.read'],
        rights: ['person.read', 'account.read'].map((action) => ({ action, about: 'PERSONS', categories })),
      });
    await adopted(await fresh.controller(), [
      role('lister', ['NAME', 'SIGN_IN']),
      role('reader', ['NAME', 'SIGN_IN', 'AFFILIATION']),
    ]);
    await fresh.endUser({ register: 'STUDENT' });
    const count = async (actor: Actor) =>
      (
        await actor.ask<{ accounts: { totalCount: number } }>(
          '{ accounts(first: 1, filter: { register: STUDENT }) { totalCount } }',
        )
      ).accounts.totalCount;
    const card = () => fresh.person({ register: 'STAFF' });
    expect(await count(await fresh.signIn(await card(), [{ role: 'lister' }]))).toBe(0);
    expect(await count(await fresh.signIn(await card(), [{ role: 'reader' }]))).toBe(1);
  });

  test('a look at another’s account is logged', async () => {
    const user = await withAddress(await school.endUser());
    await see(controller, user);
    const entries = await school.rows(
      `select categories::text from log_entry where action = 'person.read' and person_ids @> array[$1::uuid]`,
      [user.ids?.personId],
    );
    expect(entries).toEqual([{ categories: '{NETWORK_ADDRESS,SIGN_IN}' }]);
  });
});
