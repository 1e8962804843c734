import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Invited {
  readonly invitation: { readonly id: string; readonly person: { readonly id: string } };
  readonly token: string;
}

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const nina = { email: 'Nina@Example.org', register: 'CONTACT', givenName: 'Nina', familyName: 'Ny' };

/** Somebody without an account, whose token says these claims. */
const claiming = async (claims: Readonly<Record<string, unknown>> = {}) =>
  new Actor(world.url, await world.issuer.token(school.slug, { subject: crypto.randomUUID(), claims }));

const invite = (input: object = nina): Promise<Invited> =>
  mutate<Invited>(controller, 'inviteUser', input, 'token invitation { id person { id } }');

const accept = (actor: Actor, token: string) => outcomeOf(actor, 'acceptInvitation', { token });

describe('an invitation is for the address that it was sent to', () => {
  test.each([
    ['the same', { email: 'nina@example.org', email_verified: true }],
    ['the same in other letters', { email: ' NINA@example.ORG' }],
    ['none', {}],
    ['one that is not verified, which counts as none', { email: 'other@example.org', email_verified: false }],
    ['one that is not verified, in a text', { email: 'other@example.org', email_verified: 'false' }],
  ])('and opens for a token with %s', async (_what, claims) => {
    const { token } = await invite();
    expect(await accept(await claiming(claims), token)).toBe('DONE');
  });

  test.each([
    ['another', { email: 'other@example.org', email_verified: true }],
    ['another of which it does not say whether it is verified', { email: 'other@example.org' }],
    ['no address', { email: 'nina' }],
    ['an empty one', { email: '' }],
  ])('and not for a token with %s, which is told the same as of any other', async (_what, claims) => {
    const { token } = await invite();
    const told = await mutate(await claiming(claims), 'acceptInvitation', { token });
    const unknown = await mutate(await claiming(claims), 'acceptInvitation', { token: 'nonsense' });
    expect(told).toEqual(unknown);
    expect(told.userErrors).toMatchObject([{ code: 'EXPIRED', field: ['input', 'token'] }]);
    expect(await accept(await claiming({ email: 'nina@example.org' }), token)).toBe('DONE');
  });

  test('nor for somebody with an account at another address, and each attempt is logged without contents', async () => {
    const { invitation, token } = await invite();
    const thief = await claiming({ email: 'thief@example.org' });
    expect(await accept(thief, token)).toBe('EXPIRED');
    const own = await invite({ ...nina, email: 'thief@example.org' });
    expect(await accept(thief, own.token)).toBe('DONE');
    expect(await accept(thief, token)).toBe('EXPIRED');
    const { logEntries } = await controller.ask<{ logEntries: { nodes: object[] } }>(
      `query($filter: LogFilter) { logEntries(first: 10, filter: $filter) {
        nodes { role outcome actorAccount { id } persons { id } details { name value } } } }`,
      { filter: { action: 'invitation.accept', personId: invitation.person.id } },
    );
    const details = expect.arrayContaining([{ name: 'reason', value: 'another address' }]);
    const persons = [{ id: invitation.person.id }];
    expect(logEntries.nodes).toMatchObject([
      { role: 'end_user', outcome: 'REFUSED', actorAccount: { id: expect.anything() }, persons, details },
      { role: 'none', outcome: 'REFUSED', actorAccount: null, persons, details },
    ]);
    expect(JSON.stringify(logEntries)).not.toContain('example.org');
  });
});

describe('an invitation is for somebody without an account', () => {
  test('and nothing is left of it once the person has got one otherwise', async () => {
    const { invitation, token } = await invite();
    const account = { subject: crypto.randomUUID(), personId: invitation.person.id };
    const { accountId } = await mutate<{ account: { id: string } }>(
      controller,
      'createAccount',
      account,
      'account { id }',
    ).then(({ account: { id } }) => ({ accountId: id }));
    expect(await accept(await claiming(), token)).toBe('EXPIRED');
    expect(await outcomeOf(controller, 'renewInvitation', { invitationId: invitation.id })).toBe('ALREADY_EXISTS');
    expect(await outcomeOf(controller, 'closeAccount', { accountId })).toBe('DONE');
    expect(await accept(await claiming(), token)).toBe('DONE');
  });

  test('and there is one that holds, also after an old one was renewed', async () => {
    const personId = personGid(await school.person());
    const first = await invite({ email: 'a@example.org', personId });
    await school.rows(`update invitation set expires_at = now() where accepted_at is null`);
    await invite({ email: 'a@example.org', personId });
    const renew = { invitationId: first.invitation.id };
    expect(await outcomeOf(controller, 'renewInvitation', renew)).toBe('ALREADY_EXISTS');
    await school.rows(`update invitation set expires_at = now() where accepted_at is null`);
    expect(await outcomeOf(controller, 'renewInvitation', renew)).toBe('DONE');
  });
});

test('a new token of an invitation is for who reaches the person, and not for the inviting unit alone', async () => {
  const administrator = await school.unitAdministrator();
  const unitId = toGlobalId('Unit', school.unitId);
  const [far, near] = [await school.person({ unitId: null }), await school.person()];
  for (const [person, outcome] of [
    [far, 'NOT_FOUND'],
    [near, 'DONE'],
  ] as const) {
    const { invitation } = await invite({ email: 'a@example.org', personId: personGid(person), unitId });
    const input = { invitationId: invitation.id };
    expect(await outcomeOf(administrator, 'renewInvitation', input)).toBe(outcome);
    expect(await outcomeOf(controller, 'renewInvitation', input)).toBe('DONE');
  }
});

test('a person with a card is invited at its address, and elsewhere by who links accounts to persons alone', async () => {
  const administrator = await school.unitAdministrator();
  const unitId = toGlobalId('Unit', school.unitId);
  const personId = personGid(await school.person({ email: 'Own@example.org' }));
  const without = personGid(await school.person({ email: null }));
  const elsewhere = { personId, unitId, email: 'mine@example.org' };
  const { userErrors } = await mutate(administrator, 'inviteUser', elsewhere);
  expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'email'] }]);
  expect(await outcomeOf(administrator, 'inviteUser', { ...elsewhere, personId: without })).toBe('DONE');
  expect(await outcomeOf(administrator, 'inviteUser', { ...elsewhere, email: 'own@Example.org' })).toBe('DONE');
  await school.rows(`update invitation set revoked_at = now() where person_id is not null and accepted_at is null`);
  expect(await outcomeOf(controller, 'inviteUser', elsewhere)).toBe('DONE');
});

test('a role is offered for as long as who offers it may grant it, and by who renews the invitation from then on', async () => {
  const leaving = await school.controller();
  const offer = (role: string | null) =>
    mutate<Invited>(leaving, 'inviteUser', { ...nina, register: 'STAFF', role }, 'token invitation { id }');
  const [stays, early, late, plain] = [
    await offer('teacher'),
    await offer('controller'),
    await offer('controller'),
    await offer(null),
  ];
  expect(await accept(await claiming(), stays.token)).toBe('DONE');
  await school.rows('update role_grant set valid_until = now() where account_id = $1', [leaving.ids?.accountId]);
  expect(await accept(await claiming(), early.token)).toBe('EXPIRED');
  expect(await accept(await claiming(), plain.token)).toBe('DONE');
  const input = { invitationId: late.invitation.id };
  const renewed = await mutate<Invited>(controller, 'renewInvitation', input, 'token');
  expect(await accept(await claiming(), renewed.token)).toBe('DONE');
});
