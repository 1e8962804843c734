import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Invited {
  readonly invitation: { readonly id: string };
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

const somebody = { email: 'New@Example.org', register: 'CONTACT', givenName: 'Nina', familyName: 'Ny' };

/** Somebody who signs in at the tenant's issuer and has no account. */
const stranger = async (tenant: TestTenant = school) =>
  new Actor(world.url, await world.issuer.token(tenant.slug, { subject: crypto.randomUUID() }));

const invite = (actor: Actor, input: object): Promise<Invited> =>
  mutate<Invited>(actor, 'inviteUser', input, 'token invitation { id state person { givenName email } }');

const accept = (actor: Actor, token: string) => outcomeOf(actor, 'acceptInvitation', { token });

describe('an invitation', () => {
  test('makes the card, and becomes an account for whoever signs in with its token', async () => {
    const unitId = toGlobalId('Unit', await school.unit('Bakkevik', 'company'));
    const { invitation, token } = await invite(controller, { ...somebody, unitId });
    expect(invitation).toMatchObject({ state: 'PENDING', person: { givenName: 'Nina', email: 'new@example.org' } });
    const nina = await stranger();
    expect(await nina.ask('{ viewer { accountId } }')).toEqual({ viewer: null });
    const accepted = await mutate<{ accountId: string }>(nina, 'acceptInvitation', { token }, 'accountId');
    expect(accepted.userErrors).toEqual([]);
    expect(
      await nina.ask('{ viewer { accountId person { givenName affiliations { unitId } } roles { name } } }'),
    ).toMatchObject({
      viewer: { accountId: accepted.accountId, person: { givenName: 'Nina' }, roles: [{ name: 'end_user' }] },
    });
    expect(await mutate(nina, 'acceptInvitation', { token }, 'accountId')).toEqual(accepted);
    const list = await controller.ask(
      '{ invitations(first: 10, filter: { state: ACCEPTED }) { nodes { id state acceptedAt account { id } unit { id } } } }',
    );
    expect(list).toMatchObject({
      invitations: {
        nodes: [{ id: invitation.id, state: 'ACCEPTED', account: { id: accepted.accountId }, unit: { id: unitId } }],
      },
    });
  });

  test('keeps no token, and logs who joined without contents', async () => {
    const { token, invitation } = await invite(controller, somebody);
    const rows = await school.rows<object>(`select * from invitation`);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await accept(await stranger(), token)).toBe('DONE');
    const entries = await school.rows<{ action: string; details: object }>(
      `select action, role, details from log_entry where details ->> 'invitationId' = $1 order by at`,
      [Buffer.from(invitation.id, 'base64url').toString().split(':')[1]],
    );
    expect(entries).toMatchObject([
      { action: 'invitation.manage', role: 'controller', details: { change: 'added and invited' } },
      { action: 'invitation.accept', role: 'end_user', details: { role: null } },
    ]);
  });

  test('carries a role where the inviter grants roles', async () => {
    const unitId = toGlobalId('Unit', school.unitId);
    const { token } = await invite(controller, { ...somebody, register: 'STAFF', unitId, role: 'unit_administrator' });
    const joined = await stranger();
    expect(await accept(joined, token)).toBe('DONE');
    expect(await joined.ask('{ viewer { roles { name unitId } } }')).toEqual({
      viewer: {
        roles: [
          { name: 'end_user', unitId: null },
          { name: 'unit_administrator', unitId },
        ],
      },
    });
  });

  test('is of use to one identity alone, and not to one that has an account', async () => {
    const { token } = await invite(controller, somebody);
    expect(await accept(world.anonymous(), token)).toBe('UNAUTHENTICATED');
    expect(await accept(await school.endUser(), token)).toBe('ALREADY_EXISTS');
    const closed = await school.endUser();
    await school.rows('update account set closed_at = now() where id = $1', [closed.ids?.accountId]);
    expect(await accept(closed, token)).toBe('ALREADY_EXISTS');
    const both = await Promise.all([stranger(), stranger()]);
    const outcomes = await Promise.all(both.map((actor) => accept(actor, token)));
    expect(outcomes.sort()).toEqual(['DONE', 'EXPIRED']);
  });

  test('that is unknown, expired, used, revoked or another tenant’s answers alike', async () => {
    const used = await invite(controller, somebody);
    await accept(await stranger(), used.token);
    const expired = await invite(controller, somebody);
    await school.rows(`update invitation set expires_at = now() where accepted_at is null`);
    const revoked = await invite(controller, somebody);
    await outcomeOf(controller, 'revokeInvitation', { invitationId: revoked.invitation.id });
    const other = await world.tenant();
    const foreign = await invite(await other.controller(), somebody);
    for (const token of ['nonsense', used.token, expired.token, revoked.token, foreign.token]) {
      const { userErrors } = await mutate(await stranger(), 'acceptInvitation', { token });
      expect(userErrors).toMatchObject([{ code: 'EXPIRED', field: ['input', 'token'] }]);
    }
    expect(await accept(await stranger(other), foreign.token)).toBe('DONE');
  });

  test('runs anew with a new token, until it is accepted or revoked', async () => {
    const { invitation, token } = await invite(controller, somebody);
    await school.rows(`update invitation set expires_at = now() - interval '1 day' where accepted_at is null`);
    const invitationId = invitation.id;
    const renewed = await mutate<Invited>(
      controller,
      'renewInvitation',
      { invitationId },
      'token invitation { state }',
    );
    expect(renewed.invitation).toEqual({ state: 'PENDING' });
    expect(await accept(await stranger(), token)).toBe('EXPIRED');
    expect(await accept(await stranger(), renewed.token)).toBe('DONE');
    expect(await outcomeOf(controller, 'renewInvitation', { invitationId })).toBe('CONFLICT');
    expect(await outcomeOf(controller, 'revokeInvitation', { invitationId })).toBe('CONFLICT');
  });

  test('of somebody who has a card needs no second card, no second account and no second invitation', async () => {
    const personId = personGid(await school.person());
    const input = { email: 'a@example.org', personId };
    expect(await outcomeOf(controller, 'inviteUser', { ...somebody, personId })).toBe('INVALID');
    expect(await outcomeOf(controller, 'inviteUser', input)).toBe('DONE');
    expect(await outcomeOf(controller, 'inviteUser', input)).toBe('ALREADY_EXISTS');
    const user = await school.endUser();
    const again = { ...input, personId: personGid(user.ids?.personId ?? '') };
    expect(await outcomeOf(controller, 'inviteUser', again)).toBe('ALREADY_EXISTS');
  });

  test.each([
    ['email', 'nobody'],
    ['givenName', ' '],
    ['register', null],
    ['validDays', 61],
  ])('refuses %s %p', async (field, value) => {
    const { userErrors } = await mutate(controller, 'inviteUser', { ...somebody, [field]: value });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });
});

describe('who invites', () => {
  test('a unit’s administrator for the own unit, without roles; the controller anywhere', async () => {
    const far = toGlobalId('Unit', await school.unit('Far'));
    const own = toGlobalId('Unit', school.unitId);
    const administrator = await school.unitAdministrator();
    for (const [input, outcome] of [
      [{ ...somebody, unitId: own }, 'DONE'],
      [{ ...somebody, unitId: far }, 'NOT_FOUND'],
      [somebody, 'NOT_FOUND'],
      [{ ...somebody, unitId: own, role: 'teacher' }, 'FORBIDDEN'],
    ] as const) {
      expect(await outcomeOf(administrator, 'inviteUser', input)).toBe(outcome);
      expect(await outcomeOf(controller, 'inviteUser', input)).toBe('DONE');
    }
    const there = { ...somebody, personId: personGid(await school.person({ unitId: null })), unitId: own };
    const { register: _, givenName: __, familyName: ___, ...existing } = there;
    expect(await outcomeOf(administrator, 'inviteUser', existing)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'inviteUser', existing)).toBe('DONE');
  });

  test('neither end users nor teachers', async () => {
    for (const actor of [await school.endUser(), await school.teacher()]) {
      expect(await outcomeOf(actor, 'inviteUser', somebody)).toBe('FORBIDDEN');
    }
    expect(await outcomeOf(world.anonymous(), 'inviteUser', somebody)).toBe('UNAUTHENTICATED');
    expect(await outcomeOf(controller, 'inviteUser', somebody)).toBe('DONE');
  });

  test('and who follows it: the inviting unit and the controller', async () => {
    const far = await school.unit('Farther');
    const { invitation } = await invite(controller, { ...somebody, unitId: toGlobalId('Unit', far) });
    const invitationId = invitation.id;
    const here = await school.unitAdministrator();
    const there = await school.unitAdministrator(far);
    const other = await (await world.tenant()).controller();
    const see = async (actor: Actor) =>
      (
        await actor.ask<{ node: object | null }>('query($id: ID!) { node(id: $id) { ... on Invitation { email } } }', {
          id: invitationId,
        })
      ).node;
    expect(await see(here)).toBeNull();
    expect(await see(other)).toBeNull();
    expect(await see(await school.endUser())).toBeNull();
    expect(await see(there)).toEqual({ email: 'new@example.org' });
    expect(await see(controller)).toEqual({ email: 'new@example.org' });
    for (const name of ['renewInvitation', 'revokeInvitation']) {
      expect(await outcomeOf(here, name, { invitationId })).toBe('NOT_FOUND');
      expect(await outcomeOf(other, name, { invitationId })).toBe('NOT_FOUND');
      expect(await outcomeOf(there, name, { invitationId })).toBe('DONE');
    }
  });

  test('but nobody gets the token of a role that is not theirs to grant', async () => {
    const administrator = await school.unitAdministrator();
    const unitId = toGlobalId('Unit', school.unitId);
    const { invitation } = await invite(controller, { ...somebody, unitId, role: 'controller' });
    const input = { invitationId: invitation.id };
    expect(await outcomeOf(administrator, 'renewInvitation', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'renewInvitation', input)).toBe('DONE');
    expect(await outcomeOf(administrator, 'revokeInvitation', input)).toBe('DONE');
  });
});
