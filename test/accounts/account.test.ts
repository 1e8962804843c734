import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { adopted, roleInput } from '../access/matrix.samples.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const accountGid = (actor: Actor) => toGlobalId('Account', actor.ids?.accountId ?? '');
const rolesOf = async (actor: Actor) =>
  (
    await actor.ask<{ viewer: { roles: { name: string }[] } | null }>('{ viewer { roles { name } } }')
  ).viewer?.roles.map(({ name }) => name);

describe('an account', () => {
  test('is made for a person, who signs in with it', async () => {
    const personId = personGid(await school.person({ givenName: 'Ida' }));
    const made = await mutate(
      controller,
      'createAccount',
      { subject: 'ida', personId },
      'account { kind subject issuer person { givenName } closedAt lastVisitAt roles { role } }',
    );
    expect(made).toEqual({
      account: {
        kind: 'PERSONAL',
        subject: 'ida',
        issuer: world.issuer.nameFor(school.slug),
        person: { givenName: 'Ida' },
        closedAt: null,
        lastVisitAt: null,
        roles: [],
      },
      userErrors: [],
    });
    expect(await outcomeOf(controller, 'createAccount', { subject: 'ida' })).toBe('ALREADY_EXISTS');
    const ida = new Actor(world.url, await world.issuer.token(school.slug, { subject: 'ida' }));
    expect(await ida.ask('{ viewer { person { givenName } } }')).toEqual({ viewer: { person: { givenName: 'Ida' } } });
  });

  test('of an issuer that is not the tenant’s is refused', async () => {
    const other = world.issuer.nameFor((await world.tenant()).slug);
    const { userErrors } = await mutate(controller, 'createAccount', { subject: 'x', issuer: other });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'issuer'] }]);
  });

  test('loses person and roles when unlinked, and does not hand them on', async () => {
    const teacher = await school.teacher();
    const accountId = accountGid(teacher);
    const next = personGid(await school.person({ register: 'TEACHER' }));
    expect(await rolesOf(teacher)).toEqual(['end_user', 'teacher']);
    expect(await outcomeOf(controller, 'linkAccount', { accountId, personId: next })).toBe('CONFLICT');
    expect(await outcomeOf(controller, 'unlinkAccount', { accountId })).toBe('DONE');
    expect(await rolesOf(teacher)).toEqual([]);
    expect(await outcomeOf(controller, 'linkAccount', { accountId, personId: next })).toBe('DONE');
    expect(await outcomeOf(controller, 'linkAccount', { accountId, personId: next })).toBe('DONE');
    expect(await rolesOf(teacher)).toEqual(['end_user']);
  });

  test('that is closed signs in nobody until it is reopened', async () => {
    const teacher = await school.teacher();
    const input = { accountId: accountGid(teacher) };
    expect(await outcomeOf(controller, 'closeAccount', input)).toBe('DONE');
    expect(await rolesOf(teacher)).toBeUndefined();
    expect(await outcomeOf(controller, 'grantRole', { ...input, role: 'controller' })).toBe('CONFLICT');
    expect(await outcomeOf(controller, 'reopenAccount', input)).toBe('DONE');
    expect(await rolesOf(teacher)).toEqual(['end_user', 'teacher']);
  });

  test('of a service is never linked and holds no role', async () => {
    const made = await mutate<{ account: { id: string } }>(
      controller,
      'createServiceAccount',
      { subject: 'sync', label: 'Nightly transfer' },
      'account { id kind label person { id } }',
    );
    expect(made).toMatchObject({ account: { kind: 'SERVICE', label: 'Nightly transfer', person: null } });
    const accountId = made.account.id;
    const personId = personGid(await school.person());
    expect(await outcomeOf(controller, 'linkAccount', { accountId, personId })).toBe('SERVICE_ACCOUNT');
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'teacher' })).toBe('SERVICE_ACCOUNT');
    const service = new Actor(world.url, await world.issuer.token(school.slug, { subject: 'sync' }));
    expect(await service.ask('{ viewer { isService person { id } roles { name } } }')).toEqual({
      viewer: { isService: true, person: null, roles: [] },
    });
  });

  test('tells of its visits, addresses and second factor', async () => {
    const person = await school.person();
    const user = await school.signIn(person, [], { secondFactorAt: new Date('2026-11-20T10:00:00Z') });
    await user.ask('{ viewer { isService } }');
    const query = `{ viewer { person { accounts { lastVisitAt lastSecondFactorAt addresses { address } } } } }`;
    // The visit is recorded beside the request, so that reads stay reads.
    let accounts: { lastVisitAt: string | null; lastSecondFactorAt: string | null; addresses: object[] }[] = [];
    for (let i = 0; i < 50 && !accounts[0]?.addresses.length; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      accounts = (await user.ask<{ viewer: { person: { accounts: typeof accounts } } }>(query)).viewer.person.accounts;
    }
    expect(accounts).toMatchObject([{ addresses: [{ address: '127.0.0.1' }] }]);
    expect(new Date(accounts[0]?.lastSecondFactorAt ?? '').toISOString()).toBe('2026-11-20T10:00:00.000Z');
    expect(accounts[0]?.lastVisitAt).not.toBeNull();
  });

  test('is found by kind, link and state', async () => {
    const fresh = await world.tenant();
    const chief = await fresh.controller();
    await mutate(chief, 'createServiceAccount', { subject: 's', label: 'S' });
    await mutate(chief, 'createAccount', { subject: 'u', label: 'Unlinked' });
    const count = async (filter: object) =>
      (
        await chief.ask<{ accounts: { totalCount: number } }>(
          'query($filter: AccountFilter) { accounts(first: 10, filter: $filter) { totalCount } }',
          { filter },
        )
      ).accounts.totalCount;
    expect(await count({})).toBe(3);
    expect(await count({ kind: 'SERVICE' })).toBe(1);
    expect(await count({ linked: false })).toBe(2);
    expect(await count({ linked: false, kind: 'PERSONAL', closed: false })).toBe(1);
    expect(await count({ closed: true })).toBe(0);
  });

  test('is found by a role that it holds, by who may know it', async () => {
    const fresh = await world.tenant();
    const chief = await fresh.controller();
    const rights = [{ action: 'account.read', about: 'PERSONS', categories: ['SIGN_IN'] }];
    await adopted(chief, [roleInput('clerk', { scope: 'TENANT', rights })]);
    const clerk = await fresh.signIn(await fresh.person({ register: 'STAFF' }), [{ role: 'clerk' }]);
    const ids = async (actor: Actor, role: string): Promise<readonly string[]> => {
      const query = 'query($role: String) { accounts(first: 9, filter: { role: $role }) { totalCount nodes { id } } }';
      const { accounts } = await actor.ask<{ accounts: { totalCount: number; nodes: { id: string }[] } }>(query, {
        role,
      });
      expect(accounts.totalCount).toBe(accounts.nodes.length);
      return accounts.nodes.map(({ id }) => id);
    };
    expect(await ids(chief, 'controller')).toEqual([accountGid(chief)]);
    expect(await ids(chief, 'clerk')).toEqual([accountGid(clerk)]);
    expect(await clerk.ask('{ accounts(first: 9) { totalCount } }')).toEqual({ accounts: { totalCount: 2 } });
    expect(await ids(clerk, 'controller')).toEqual([]);
    expect(await ids(clerk, 'clerk')).toEqual([accountGid(clerk)]);
    await fresh.rows(`update role_grant set valid_until = now() where role = 'clerk' and tenant_id = $1`, [fresh.id]);
    expect(await ids(chief, 'clerk')).toEqual([]);
  });

  test('is found by register, second factor and last visit, and ordered by it page by page', async () => {
    const fresh = await world.tenant();
    const chief = await fresh.controller();
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    const made: string[] = [];
    for (const [register, visit, factor] of [
      ['TEACHER', at(3), at(3)],
      ['STAFF', at(1), null],
      ['TEACHER', null, null],
      ['STUDENT', at(2), at(1)],
    ] as const) {
      const actor = await fresh.signIn(await fresh.person({ register }));
      made.push(accountGid(actor));
      const row = [visit, factor, actor.ids?.accountId];
      await fresh.rows('update account set last_visit_at = $1, last_second_factor_at = $2 where id = $3', row);
    }
    const [teacher, staff, never, student] = made;
    const moved = await fresh.person({ register: 'TEACHER' });
    await fresh.signIn(moved, [], { kind: 'transfer', cardRegister: 'STAFF' });
    const list = async (args: object) =>
      (
        await chief.ask<{
          accounts: { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string | null } };
        }>(
          `query($filter: AccountFilter, $orderBy: AccountOrder, $first: Int!, $after: String) {
            accounts(first: $first, filter: $filter, orderBy: $orderBy, after: $after) {
              totalCount nodes { id } pageInfo { endCursor } } }`,
          { first: 10, ...args },
        )
      ).accounts;
    const ids = async (filter: object) => (await list({ filter })).nodes.map(({ id }) => id);
    expect(await ids({ register: 'TEACHER' })).toEqual([teacher, never]);
    expect(await ids({ register: 'TEACHER', secondFactor: false })).toEqual([never]);
    expect(await ids({ register: 'TEACHER', secondFactor: true })).toEqual([teacher]);
    expect(await ids({ kind: 'PERSONAL', lastVisitBefore: at(2) })).toEqual([staff, never]);
    const orderBy = { field: 'LAST_VISIT', direction: 'ASC' };
    const filter = { kind: 'PERSONAL', lastVisitBefore: at(30) };
    const paged: (string | undefined)[] = [];
    for (let after: string | null = null, turn = 0; turn < 4; turn += 1) {
      const { nodes, pageInfo, totalCount } = await list({ filter, orderBy, first: 1, after });
      expect(totalCount).toBe(4);
      paged.push(nodes[0]?.id);
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual([never, staff, student, teacher]);
    const entries = await fresh.rows(
      `select categories::text from log_entry where action = 'person.read' and actor_account_id = $1
        and categories = '{AFFILIATION}'`,
      [chief.ids?.accountId],
    );
    expect(entries.length).toBeGreaterThan(0);
  });
});
