import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { uuidOf } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';
import { inDays, started } from './review.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;

const NAME_AND_SIGN_IN = { about: 'PERSONS', categories: ['NAME', 'CONTACT', 'SIGN_IN'] };

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  await adopted(controller, [
    roleInput('registrar', {
      actions: ['role.grant', 'account.read', 'invitation.manage', 'person.create'],
      rights: [
        { action: 'person.read', ...NAME_AND_SIGN_IN },
        { action: 'person.update', about: 'PERSONS', categories: ['SIGN_IN', 'AFFILIATION'] },
        { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'HEALTH'] },
      ],
    }),
    roleInput('reader'),
    roleInput('doctor', { rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'HEALTH'] }] }),
    roleInput('pupils_doctor', {
      rights: [{ action: 'person.read', about: 'STUDENTS', categories: ['NAME', 'HEALTH'] }],
    }),
    roleInput('keeper', {
      scope: 'TENANT',
      actions: ['account.manage', 'account.read'],
      rights: [
        { action: 'person.read', about: 'STUDENTS', categories: ['NAME', 'SIGN_IN'] },
        { action: 'account.read', about: 'PERSONS', categories: ['SIGN_IN'] },
        { action: 'person.update', about: 'STUDENTS', categories: ['SIGN_IN'] },
      ],
    }),
    roleInput('desk', {
      scope: 'TENANT',
      actions: ['account.manage', 'account.read'],
      rights: [
        { action: 'person.read', ...NAME_AND_SIGN_IN },
        { action: 'account.read', about: 'PERSONS', categories: ['SIGN_IN'] },
        { action: 'person.update', about: 'PERSONS', categories: ['SIGN_IN'] },
      ],
    }),
  ]);
});

afterAll(() => world.close());

const staff = (roles: readonly { role: string; unitId?: string }[] = []) =>
  school.person({ register: 'STAFF' }).then((person) => school.signIn(person, roles));
const inUnit = (role: string) => staff([{ role, unitId: school.unitId }]);
const stranger = async () =>
  new Actor(world.url, await world.issuer.token(school.slug, { subject: crypto.randomUUID() }));
const somebody = { email: 'New@Example.org', register: 'STAFF', givenName: 'Nina', familyName: 'Ny' };
const invite = (actor: Actor, role: string | null) =>
  mutate<{ token: string; invitation: { id: string } | null }>(
    actor,
    'inviteUser',
    { ...somebody, unitId: unitGid(school.unitId), role },
    'token invitation { id }',
  );
const setHome = (actor: Actor, account: Actor, unit: string | null) =>
  outcomeOf(actor, 'setHomeUnit', { accountId: accountGid(account), unitId: unit && unitGid(unit) });

describe('an invitation', () => {
  test('gives no more than who invites could grant', async () => {
    const registrar = await inUnit('registrar');
    for (const [role, code] of [
      ['controller', 'FORBIDDEN'],
      ['doctor', 'FORBIDDEN'],
      ['teacher', 'FORBIDDEN'],
    ]) {
      expect((await invite(registrar, role ?? null)).userErrors).toMatchObject([{ code, field: ['input', 'role'] }]);
    }
    expect((await invite(registrar, 'reader')).userErrors).toEqual([]);
    expect((await invite(controller, 'doctor')).userErrors).toEqual([]);
  });

  test('is no way out of a home unit', async () => {
    const narrowed = await school.controller();
    expect(await setHome(controller, narrowed, school.unitId)).toBe('DONE');
    const inHome = narrowed.choosing(unitGid(school.unitId));
    expect((await invite(inHome, 'controller')).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await invite(inHome, 'reader')).userErrors).toEqual([]);
  });

  test('is renewed by who could grant its role, and worth nothing once who offers it could no longer', async () => {
    const other = await school.controller();
    const registrar = await inUnit('registrar');
    const { token, invitation } = await invite(other, 'doctor');
    expect(await outcomeOf(registrar, 'renewInvitation', { invitationId: invitation?.id })).toBe('FORBIDDEN');
    await school.rows('update role_grant set role = $2, unit_id = $3 where account_id = $1', [
      other.ids?.accountId,
      'registrar',
      school.unitId,
    ]);
    expect(await outcomeOf(await stranger(), 'acceptInvitation', { token })).toBe('EXPIRED');
    const renewed = await mutate<{ token: string }>(
      controller,
      'renewInvitation',
      { invitationId: invitation?.id },
      'token',
    );
    expect(await outcomeOf(await stranger(), 'acceptInvitation', { token: renewed.token })).toBe('DONE');
  });

  test('with a role asks for the second factor of a grant', async () => {
    const tenant = await world.tenant();
    const officer = await tenant.controller();
    expect(await outcomeOf(officer, 'setSecondFactorAge', { action: 'invitation.manage', expectedVersion: 0 })).toBe(
      'DONE',
    );
    const late = await tenant.signIn(await tenant.person({ register: 'STAFF' }), [{ role: 'controller' }], {
      secondFactorAt: new Date(Date.now() - 3 * 3_600_000),
    });
    const input = { ...somebody, role: 'controller' };
    expect(await outcomeOf(late, 'inviteUser', { ...input, role: null })).toBe('DONE');
    expect(await outcomeOf(late, 'inviteUser', input)).toBe('SECOND_FACTOR_REQUIRED');
    expect(await outcomeOf(officer, 'inviteUser', input)).toBe('DONE');
  });
});

test('rights over guardians in a unit are none over its pupils', async () => {
  const registrar = await inUnit('registrar');
  const holder = accountGid(await staff());
  const grant = (actor: Actor, role: string) =>
    outcomeOf(actor, 'grantRole', { accountId: holder, role, unitId: unitGid(school.unitId) });
  for (const role of ['doctor', 'pupils_doctor']) {
    expect([role, await grant(registrar, role)]).toEqual([role, 'FORBIDDEN']);
    expect([role, await grant(controller, role)]).toEqual([role, 'DONE']);
  }
  expect(await grant(registrar, 'reader')).toBe('DONE');
});

describe('who keeps accounts', () => {
  test('waits for who grants, and none of them in vain', async () => {
    const unitId = unitGid(school.unitId);
    const holders = [await staff(), await staff(), await staff()].map(accountGid);
    for (let round = 0; round < 4; round += 1) {
      const kept = await Promise.all(
        holders.flatMap((accountId) => {
          const given = outcomeOf(controller, 'grantRole', { accountId, role: 'unit_administrator', unitId });
          return [
            given.then(() => 'DONE'),
            outcomeOf(controller, 'closeAccount', { accountId }),
            outcomeOf(controller, 'setHomeUnit', { accountId, unitId: round % 2 === 0 ? unitId : null }),
            outcomeOf(controller, 'reopenAccount', { accountId }),
          ];
        }),
      );
      expect(new Set(kept)).toEqual(new Set(['DONE']));
      await school.rows(
        `update role_grant set valid_until = now() where account_id = any($1) and valid_until is null`,
        [holders.map((id) => uuidOf('Account', id))],
      );
    }
  });

  test('does so of those alone whose sign-in is theirs to change', async () => {
    const keeper = await staff([{ role: 'keeper' }]);
    const [pupil, colleague] = [await school.endUser(), await staff()];
    const input = (account: Actor) => ({ accountId: accountGid(account) });
    for (const field of ['closeAccount', 'reopenAccount', 'unlinkAccount', 'setHomeUnit']) {
      expect([field, await outcomeOf(keeper, field, input(colleague))]).toEqual([field, 'NOT_FOUND']);
      expect([field, await outcomeOf(keeper, field, input(pupil))]).toEqual([field, 'DONE']);
    }
  });

  test('opens nobody’s rights again, nor widens them, that they could not grant', async () => {
    const desk = await staff([{ role: 'desk' }]);
    const [chief, helper] = [await school.controller(), await inUnit('reader')];
    for (const account of [chief, helper]) {
      expect(await setHome(controller, account, school.unitId)).toBe('DONE');
    }
    expect(await setHome(desk, chief, null)).toBe('FORBIDDEN');
    expect(await setHome(desk, chief, await school.unit('Other'))).toBe('FORBIDDEN');
    expect(await setHome(desk, helper, null)).toBe('DONE');
    for (const account of [chief, helper]) {
      expect(await outcomeOf(desk, 'closeAccount', { accountId: accountGid(account) })).toBe('DONE');
    }
    expect(await outcomeOf(desk, 'reopenAccount', { accountId: accountGid(chief) })).toBe('FORBIDDEN');
    expect(await outcomeOf(desk, 'reopenAccount', { accountId: accountGid(helper) })).toBe('DONE');
    expect(await outcomeOf(controller, 'reopenAccount', { accountId: accountGid(chief) })).toBe('DONE');
  });
});

test('nobody takes back, or puts off, what is to be decided on their own right', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, [roleInput('lead', { actions: ['review.manage', 'review.decide'] })]);
  const unitId = unitGid(tenant.unitId);
  const asked = { role: 'lead', unitId: tenant.unitId };
  const one = await tenant.signIn(await tenant.person({ register: 'STAFF' }), [asked]);
  const { id: reviewId } = await started(officer, { roles: ['lead'], unitId });
  const moved = (days: number, expectedVersion: number) => ({
    reviewId,
    name: 'Moved',
    dueAt: inDays(days),
    expectedVersion,
  });
  expect(await outcomeOf(one, 'withdrawReview', { reviewId })).toBe('FORBIDDEN');
  expect(await outcomeOf(one, 'updateReview', moved(30, 1))).toBe('FORBIDDEN');
  expect(await outcomeOf(one, 'updateReview', moved(7, 1))).toBe('DONE');
  expect(await outcomeOf(officer, 'updateReview', moved(30, 2))).toBe('DONE');
  expect(await outcomeOf(officer, 'withdrawReview', { reviewId })).toBe('DONE');
});

describe('an exception', () => {
  const soon = () => new Date(Date.now() + 30 * 86_400_000).toISOString();
  const request = async (actor: Actor, holder: Actor): Promise<string> => {
    const { accessException } = await mutate<{ accessException: { id: string } }>(
      actor,
      'requestException',
      {
        accountId: accountGid(holder),
        role: 'reader',
        unitId: unitGid(school.unitId),
        reason: 'Kobling',
        endsAt: soon(),
      },
      'accessException { id }',
    );
    return accessException.id;
  };
  const consent = (actor: Actor, exceptionId: string) =>
    outcomeOf(actor, 'decideException', { exceptionId, isConsented: true, consultation: 'Talked it over' });

  test('is not consented to by another account of who asked for it', async () => {
    const person = await school.person({ register: 'STAFF' });
    const [one, two] = [
      await school.signIn(person, [{ role: 'controller' }]),
      await school.signIn(person, [{ role: 'controller' }]),
    ];
    const id = await request(one, await staff());
    expect(await consent(two, id)).toBe('FORBIDDEN');
    expect(await consent(controller, id)).toBe('DONE');
  });

  test('is for the person for whom it was asked, not for whoever has the account by then', async () => {
    const colleague = await school.controller();
    const [relinked, closed, same] = [await staff(), await staff(), await staff()];
    const ids = [
      await request(colleague, relinked),
      await request(colleague, closed),
      await request(colleague, same),
    ] as const;
    const accountId = accountGid(relinked);
    await mutate(colleague, 'unlinkAccount', { accountId });
    const personId = personGid(await school.person({ register: 'STAFF' }));
    expect(await outcomeOf(colleague, 'linkAccount', { accountId, personId })).toBe('DONE');
    expect(await outcomeOf(colleague, 'closeAccount', { accountId: accountGid(closed) })).toBe('DONE');
    expect(await consent(controller, ids[0])).toBe('CONFLICT');
    expect(await consent(controller, ids[1])).toBe('CONFLICT');
    expect(await consent(controller, ids[2])).toBe('DONE');
  });
});

test('a card with which come rights in the whole tenant is made somebody’s login by who holds them alone', async () => {
  const city = await world.tenant();
  const officer = await city.controller();
  const office = roleInput('office', { scope: 'TENANT' });
  await adopted(officer, [office], [{ register: 'STAFF', account: 'PERSONAL', role: 'office' }]);
  const administrator = await city.unitAdministrator();
  const unitId = unitGid(city.unitId);
  await city.rows(`update person set register = 'CONTACT' where id = $1`, [administrator.ids?.personId]);
  const staffCard = personGid(await city.person({ register: 'STAFF', email: null }));
  const contact = personGid(await city.person({ register: 'CONTACT', email: null }));
  const asked = (field: string, input: object, actor: Actor = administrator) => outcomeOf(actor, field, input);
  const change = { personId: contact, register: 'STAFF', expectedVersion: 1 };
  for (const [field, input] of [
    ['inviteUser', { ...somebody, unitId }],
    ['inviteUser', { email: 'a@example.org', personId: staffCard, unitId }],
    ['updatePerson', change],
  ] as const) {
    expect([field, await asked(field, input)]).toEqual([field, 'FORBIDDEN']);
    expect([field, await asked(field, input, officer)]).toEqual([field, 'DONE']);
  }
  expect(await asked('inviteUser', { ...somebody, register: 'CONTACT', unitId })).toBe('DONE');
});
