import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { uuidOf } from '../../src/base/ids.js';
import { accountGid, adopted, roleInput } from '../access/matrix.samples.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let teacherCard: string;
let staffCard: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  teacherCard = await school.person({ register: 'TEACHER' });
  staffCard = await school.person({ register: 'STAFF' });
});

afterAll(() => world.close());

const STUDENTS = '{ persons(first: 100) { nodes { id register } } }';
const seen = async (actor: Actor) =>
  (await actor.ask<{ persons: { nodes: { id: string }[] } }>(STUDENTS)).persons.nodes.map(({ id }) => id).sort();
let counter = 0;

/** A transfer account as the API makes it: linked to nobody. */
async function made(): Promise<{ readonly accountId: string; readonly actor: Actor }> {
  counter += 1;
  const subject = `transfer-${counter}`;
  const { account } = await mutate<{ account: { id: string; kind: string; person: null } }>(
    controller,
    'createTransferAccount',
    { subject, label: 'To the library' },
    'account { id kind label person { id } }',
  );
  expect(account).toMatchObject({ kind: 'TRANSFER', label: 'To the library', person: null });
  const actor = new Actor(world.url, await world.issuer.token(school.slug, { subject }));
  return { accountId: account.id, actor };
}

describe('the link of a transfer account', () => {
  test('names the register of the card, and its person is in it', async () => {
    const { accountId } = await made();
    const link = (input: object) => outcomeOf(controller, 'linkAccount', { accountId, ...input });
    expect(await link({ personId: personGid(teacherCard) })).toBe('INVALID');
    expect(await link({ personId: personGid(teacherCard), register: 'STAFF' })).toBe('INVALID');
    const pupil = personGid(await school.person());
    expect(await link({ personId: pupil, register: 'STUDENT' })).toBe('INVALID');
    const { account } = await mutate<{ account: object }>(
      controller,
      'linkAccount',
      { accountId, personId: personGid(teacherCard), register: 'TEACHER' },
      'account { cardRegister person { id } }',
    );
    expect(account).toEqual({ cardRegister: 'TEACHER', person: { id: personGid(teacherCard) } });
    expect(await link({ personId: personGid(staffCard), register: 'STAFF' })).toBe('CONFLICT');
    expect(await outcomeOf(controller, 'unlinkAccount', { accountId })).toBe('DONE');
    expect(await link({ personId: personGid(staffCard), register: 'STAFF' })).toBe('DONE');
  });

  test('is the controller’s alone to set and to end: not of who manages accounts, nor of the operator', async () => {
    const other = await world.tenant();
    const chief = await other.controller();
    const role = roleInput('account_office', {
      scope: 'TENANT',
      actions: ['account.manage', 'account.read'],
      rights: ['person.read', 'person.update', 'account.read'].map((action) => ({
        action,
        about: 'PERSONS',
        categories: ['NAME', 'SIGN_IN', 'AFFILIATION'],
      })),
    });
    await adopted(chief, [role]);
    const officer = await other.signIn(await other.person({ register: 'STAFF' }), [{ role: 'account_office' }]);
    const transfer = await other.signIn(null, [], { kind: 'transfer' });
    const personal = await other.signIn(null);
    const personId = personGid(await other.person({ register: 'STAFF' }));
    const link = { personId, register: 'STAFF' };
    expect(await outcomeOf(officer, 'linkAccount', { ...link, accountId: accountGid(personal) })).toBe('DONE');
    const refused = await mutate(officer, 'linkAccount', { ...link, accountId: accountGid(transfer) });
    expect(refused.userErrors).toMatchObject([
      { code: 'FORBIDDEN', field: ['input', 'accountId'], message: expect.stringContaining('controller') },
    ]);
    const operator = await (await world.tenant({ kind: 'operator' })).operator();
    expect(await outcomeOf(operator, 'linkAccount', { ...link, accountId: accountGid(transfer) })).toBe('FORBIDDEN');
    expect(await outcomeOf(chief, 'linkAccount', { ...link, accountId: accountGid(transfer) })).toBe('DONE');
    expect(await outcomeOf(officer, 'unlinkAccount', { accountId: accountGid(transfer) })).toBe('FORBIDDEN');
    expect(await outcomeOf(chief, 'unlinkAccount', { accountId: accountGid(transfer) })).toBe('DONE');
  });
});

describe('what a transfer account reads', () => {
  test('is nothing while it is unlinked, whatever it was granted', async () => {
    const { accountId, actor } = await made();
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'student_transfer' })).toBe('CONFLICT');
    await school.insert('role_grant', { account_id: uuidOf('Account', accountId), role: 'student_transfer' });
    expect(await outcomeOfQuery(actor, STUDENTS)).toBe('FORBIDDEN');
    expect(await actor.ask('{ viewer { kind person { id } roles { name } } }')).toEqual({
      viewer: { kind: 'TRANSFER', person: null, roles: [] },
    });
  });

  test('is all students with a staff card, and with a teacher card those whom the teacher supervises', async () => {
    const { accountId, actor } = await made();
    const mine = await school.person();
    const other = await school.person();
    const group = await school.group();
    await school.member(group, teacherCard, 'SUPERVISOR');
    await school.member(group, mine);
    const link = (personId: string, register: string) =>
      outcomeOf(controller, 'linkAccount', { accountId, personId: personGid(personId), register });
    expect(await link(teacherCard, 'TEACHER')).toBe('DONE');
    expect(await seen(actor)).toEqual([personGid(mine)]);
    expect(await actor.ask('{ viewer { roles { name unitId comesWithCard } } }')).toEqual({
      viewer: { roles: [{ name: 'teacher', unitId: null, comesWithCard: true }] },
    });
    expect(await outcomeOf(controller, 'unlinkAccount', { accountId })).toBe('DONE');
    expect(await link(staffCard, 'STAFF')).toBe('DONE');
    const all = await seen(actor);
    expect(all).toEqual(expect.arrayContaining([personGid(mine), personGid(other)]));
    expect(all).not.toContain(personGid(staffCard));
    expect(all).not.toContain(personGid(teacherCard));
  });

  test('is widened by a role that it is granted, its user group', async () => {
    const { accountId, actor } = await made();
    const pupil = personGid(await school.person());
    const input = { accountId, personId: personGid(teacherCard), register: 'TEACHER' };
    expect(await outcomeOf(controller, 'linkAccount', input)).toBe('DONE');
    expect(await seen(actor)).not.toContain(pupil);
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'controller' })).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'student_transfer' })).toBe('DONE');
    expect(await seen(actor)).toContain(pupil);
  });

  test('ends when the card leaves the register for which it was linked', async () => {
    const { accountId, actor } = await made();
    const card = await school.person({ register: 'STAFF' });
    const input = { accountId, personId: personGid(card), register: 'STAFF' };
    expect(await outcomeOf(controller, 'linkAccount', input)).toBe('DONE');
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'student_transfer' })).toBe('DONE');
    await school.insert('role_grant', {
      account_id: uuidOf('Account', accountId),
      person_id: card,
      role: 'controller',
    });
    const effects = async () =>
      (
        await controller.ask<{ account: { roles: object[] } }>(
          'query($id: ID!) { account(id: $id) { roles { role effect { reasons } } } }',
          { id: accountId },
        )
      ).account.roles;
    expect((await seen(actor)).length).toBeGreaterThan(0);
    expect(await effects()).toEqual([
      { role: 'student_transfer', effect: { reasons: [] } },
      { role: 'controller', effect: { reasons: ['NOT_FOR_TRANSFERS'] } },
    ]);
    await school.rows(`update person set register = 'TEACHER' where id = $1`, [card]);
    expect(await outcomeOfQuery(actor, STUDENTS)).toBe('FORBIDDEN');
    expect(await effects()).toMatchObject([
      { effect: { reasons: ['CARD_LEFT_REGISTER'] } },
      { effect: { reasons: ['CARD_LEFT_REGISTER'] } },
    ]);
  });

  test('is not the own data of the person whose card it is, and it changes nothing', async () => {
    const group = await school.group();
    const pupil = await school.person();
    const card = await school.person({ register: 'TEACHER' });
    await school.member(group, card, 'SUPERVISOR');
    await school.member(group, pupil);
    const transfer = await school.signIn(card, [], { kind: 'transfer', cardRegister: 'TEACHER' });
    const login = await school.signIn(card, [{ role: 'teacher' }]);
    const own = '{ viewer { person { id } personalData: person { email } } }';
    expect(await transfer.ask(own)).toEqual({ viewer: { person: null, personalData: null } });
    expect(await login.ask(own)).toMatchObject({ viewer: { person: { id: personGid(card) } } });
    const comment = { personId: personGid(pupil), body: 'Good work' };
    expect(await outcomeOf(transfer, 'addComment', comment)).toBe('FORBIDDEN');
    expect(await outcomeOf(login, 'addComment', comment)).toBe('DONE');
    await transfer.ask(STUDENTS);
    const looks = await school.rows(
      `select actor_person_id, role from log_entry where actor_account_id = $1 and action = 'person.read' limit 1`,
      [transfer.ids?.accountId],
    );
    expect(looks).toEqual([{ actor_person_id: card, role: 'teacher' }]);
  });
});

test('a transfer account is found by its kind, and gives nobody an invitation’s account', async () => {
  const fresh = await world.tenant();
  const chief = await fresh.controller();
  const card = await fresh.person({ register: 'STAFF' });
  await fresh.signIn(card, [], { kind: 'transfer', cardRegister: 'STAFF' });
  const { accounts } = await chief.ask<{ accounts: { nodes: object[] } }>(
    '{ accounts(first: 5, filter: { kind: TRANSFER }) { nodes { kind cardRegister } } }',
  );
  expect(accounts.nodes).toEqual([{ kind: 'TRANSFER', cardRegister: 'STAFF' }]);
  const invitation = { personId: personGid(card), email: 'person@example.org' };
  const { userErrors } = await mutate(chief, 'inviteUser', invitation);
  expect(userErrors.map(({ code }) => code)).not.toContain('ALREADY_EXISTS');
});
