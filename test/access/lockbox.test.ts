import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { asked, inHours, letIn, requestInput } from './lockbox.samples.js';

const PERSONS = '{ persons(first: 100) { nodes { id givenName email telephone } } }';

let world: World;
let school: TestTenant;
let controller: Actor;
let staff: Actor;
let colleague: Actor;
let pupil: string;
let other: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  const operator = await world.tenant({ kind: 'operator' });
  staff = await operator.operator();
  colleague = await operator.operator();
  pupil = await school.person({ givenName: 'Pia', email: 'pia@example.org', telephone: '+4722334455' });
  other = await school.person({ givenName: 'Olav' });
});

afterAll(() => world.close());

const seen = async (actor: Actor) =>
  (await actor.ask<{ persons: { nodes: { id: string }[] } }>(PERSONS)).persons.nodes.map(({ id }) => id).sort();
const stateOf = async (actor: Actor, id: string) => {
  const { node } = await actor.ask<{ node: { state: string } | null }>(
    'query($id: ID!) { node(id: $id) { ... on LockboxAccess { state } } }',
    { id },
  );
  return node?.state ?? null;
};

describe('access that the controller approved', () => {
  test('opens the categories and people that it names, and is in force until it ends', async () => {
    const id = await letIn(staff, controller, school, { people: [pupil], categories: ['NAME', 'CONTACT'] });
    const { persons } = await staff.by(id).ask<{ persons: object }>(PERSONS);
    expect(persons).toEqual({
      nodes: [{ id: personGid(pupil), givenName: 'Pia', email: 'pia@example.org', telephone: '+4722334455' }],
    });
    const { viewer } = await staff
      .by(id)
      .ask<{ viewer: object }>(
        '{ viewer { accountId roles { name } person { id } tenant { slug } lockboxAccess { state reason } } }',
      );
    expect(viewer).toEqual({
      accountId: id,
      roles: [{ name: 'lockbox' }],
      person: null,
      tenant: { slug: school.slug },
      lockboxAccess: { state: 'APPROVED', reason: 'Names are shown twice' },
    });
    await school.rows(`update lockbox_access set ends_at = now() - interval '1 second' where state = 'APPROVED'`);
    expect(await outcomeOfQuery(staff.by(id), PERSONS)).toBe('FORBIDDEN');
    expect(await stateOf(controller, id)).toBe('ENDED');
  });

  test('is narrowed as the controller says: people, categories and end; never widened', async () => {
    const approve = (lockboxAccessId: string, approval: object) =>
      outcomeOf(controller, 'approveLockboxAccess', { lockboxAccessId, expectedVersion: 1, ...approval });
    const id = await asked(staff, school, { people: [pupil, other], categories: ['NAME', 'CONTACT'], hours: 4 });
    expect(await approve(id, { personIds: [personGid(controller.ids?.personId ?? '')] })).toBe('INVALID');
    expect(await approve(id, { categories: ['NAME', 'BIRTH'] })).toBe('INVALID');
    expect(await approve(id, { until: inHours(5) })).toBe('INVALID');
    expect(await approve(id, { unitId: unitGid(school.unitId) })).toBe('INVALID');
    expect(await approve(id, { expectedVersion: 7 })).toBe('STALE_VERSION');
    const until = inHours(1);
    expect(await approve(id, { personIds: [personGid(other)], categories: ['NAME'], until })).toBe('DONE');
    expect(await seen(staff.by(id))).toEqual([personGid(other)]);
    const { person } = await staff
      .by(id)
      .ask<{ person: object }>('query($id: ID!) { person(id: $id) { givenName email withheld { element } } }', {
        id: personGid(other),
      });
    expect(person).toMatchObject({ givenName: 'Olav', email: null });
    const { node } = await staff.ask<{ node: object }>(
      'query($id: ID!) { node(id: $id) { ... on LockboxAccess { endsAt categories persons { id } unit { id } activity { lookCount } } } }',
      { id },
    );
    // Without the access itself, its own staff see what was approved, and nobody.
    expect(node).toEqual({ endsAt: until, categories: ['NAME'], persons: [], unit: null, activity: null });
  });

  test('of a unit reaches who belongs to it; narrowed to people, these alone', async () => {
    const annex = await school.unit('Annex');
    const there = await school.person({ unitId: annex });
    const whole = await letIn(staff, controller, school, { unit: annex });
    expect(await seen(staff.by(whole))).toEqual([personGid(there)]);
    expect(await seen(staff.by(whole).choosing(unitGid(annex)))).toEqual([personGid(there)]);
    expect(await outcomeOfQuery(staff.by(whole).choosing(unitGid(school.unitId)), PERSONS)).toBe('FORBIDDEN');
    const late = await school.person({ unitId: annex });
    expect(await seen(staff.by(whole))).toEqual([personGid(there), personGid(late)].sort());
    const id = await asked(staff, school, { unit: annex });
    const narrow = { lockboxAccessId: id, expectedVersion: 1, personIds: [personGid(pupil)] };
    expect(await outcomeOf(controller, 'approveLockboxAccess', narrow)).toBe('INVALID');
    expect(await outcomeOf(controller, 'approveLockboxAccess', { ...narrow, personIds: [personGid(late)] })).toBe(
      'DONE',
    );
    expect(await seen(staff.by(id))).toEqual([personGid(late)]);
  });

  test('named in words alone opens whom the controller names, and nobody where none is named', async () => {
    const id = await asked(staff, school);
    const input = { lockboxAccessId: id, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'approveLockboxAccess', input)).toBe('INVALID');
    expect(await outcomeOf(controller, 'approveLockboxAccess', { ...input, personIds: [personGid(other)] })).toBe(
      'DONE',
    );
    expect(await seen(staff.by(id))).toEqual([personGid(other)]);
  });

  test('reads and does nothing else: no mutation, no export, no log, no account', async () => {
    const id = await letIn(staff, controller, school, { people: [pupil], categories: ['NAME', 'CONTACT', 'SIGN_IN'] });
    const inside = staff.by(id);
    expect(await outcomeOf(inside, 'updatePerson', { personId: personGid(pupil), expectedVersion: 1 })).toBe(
      'FORBIDDEN',
    );
    expect(await outcomeOf(inside, 'exportPerson', { personId: personGid(pupil) })).toBe('FORBIDDEN');
    expect(await outcomeOf(inside, 'endLockboxAccess', { lockboxAccessId: id })).toBe('FORBIDDEN');
    for (const query of ['logEntries', 'accounts', 'tenants', 'lockboxAccesses', 'operations']) {
      expect([query, await outcomeOfQuery(inside, `{ ${query}(first: 1) { totalCount } }`)]).toEqual([
        query,
        'FORBIDDEN',
      ]);
    }
    const [row] = await school.rows<{ count: number }>(
      `select count(*)::int as count from log_entry where role = 'lockbox' and outcome = 'refused' and details ->> 'why' = 'mutation'`,
    );
    expect(row?.count).toBe(3);
  });

  test('is used by who asked for it alone, with a recent second factor', async () => {
    const id = await letIn(staff, controller, school, { people: [pupil] });
    expect(await outcomeOfQuery(staff.by(id), PERSONS)).toBe('DONE');
    expect(await outcomeOfQuery(colleague.by(id), PERSONS)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(controller.by(id), PERSONS)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(world.anonymous().by(id), PERSONS)).toBe('FORBIDDEN');
    const account = staff.ids?.accountId;
    const token = await world.issuer.token('tenant-2', { subject: `subject-${account}`, secondFactorAt: null });
    const { errors } = await staff.send(PERSONS, {}, { authorization: `Bearer ${token}`, 'varde-lockbox': id });
    expect(errors[0]).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
      message: expect.stringContaining('second factor'),
    });
  });

  test('ends at once when the controller ends it, when staff give it back, and when it is ruled out', async () => {
    const end = await letIn(staff, controller, school, { people: [pupil] });
    const back = await letIn(staff, controller, school, { people: [pupil] });
    const ruled = await letIn(staff, controller, school, { people: [pupil] });
    const waiting = await asked(staff, school);
    expect(await outcomeOf(controller, 'endLockboxAccess', { lockboxAccessId: end })).toBe('DONE');
    expect(await outcomeOf(colleague, 'withdrawLockboxAccess', { lockboxAccessId: back })).toBe('NOT_FOUND');
    expect(await outcomeOf(staff, 'withdrawLockboxAccess', { lockboxAccessId: back })).toBe('DONE');
    for (const id of [end, back]) expect(await outcomeOfQuery(staff.by(id), PERSONS)).toBe('FORBIDDEN');
    expect(await seen(staff.by(ruled))).toEqual([personGid(pupil)]);
    const rule = { isAllowed: false, maximumHours: 8, expectedVersion: 0 };
    expect(await outcomeOf(controller, 'setLockboxRule', rule)).toBe('DONE');
    expect(await outcomeOfQuery(staff.by(ruled), PERSONS)).toBe('FORBIDDEN');
    expect(await stateOf(controller, waiting)).toBe('ENDED');
    expect(await outcomeOf(staff, 'requestLockboxAccess', requestInput(school))).toBe('FORBIDDEN');
    const again = { isAllowed: true, maximumHours: 12, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'setLockboxRule', again)).toBe('DONE');
    expect(await outcomeOf(staff, 'requestLockboxAccess', requestInput(school, { hours: 13 }))).toBe('INVALID');
    // What was asked for before the rule became stricter is approved for as long as it lets now.
    const long = { lockboxAccessId: await asked(staff, school, { people: [pupil], hours: 12 }), expectedVersion: 1 };
    const stricter = { isAllowed: true, maximumHours: 4, expectedVersion: 2 };
    expect(await outcomeOf(controller, 'setLockboxRule', stricter)).toBe('DONE');
    expect(await outcomeOf(controller, 'approveLockboxAccess', long)).toBe('INVALID');
    expect(await outcomeOf(controller, 'approveLockboxAccess', { ...long, until: inHours(3) })).toBe('DONE');
    await outcomeOf(controller, 'setLockboxRule', { ...again, expectedVersion: 3 });
  });
});

describe('a request', () => {
  test('is answered once, and lapses; a refusal is told with its reason', async () => {
    const id = await asked(staff, school);
    const input = { lockboxAccessId: id, reason: 'Call us first' };
    expect(await outcomeOf(controller, 'refuseLockboxAccess', input)).toBe('DONE');
    expect(await outcomeOf(controller, 'refuseLockboxAccess', input)).toBe('CONFLICT');
    const query = 'query($id: ID!) { node(id: $id) { ... on LockboxAccess { state answer tenant { slug } } } }';
    const { node } = await staff.ask<{ node: object }>(query, { id });
    expect(node).toEqual({ state: 'REFUSED', answer: 'Call us first', tenant: { slug: school.slug } });
    const late = await asked(staff, school, { people: [pupil] });
    await school.rows(`update lockbox_access set ends_at = now() - interval '1 second' where state = 'REQUESTED'`);
    expect(await stateOf(controller, late)).toBe('LAPSED');
    const approval = { lockboxAccessId: late, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'approveLockboxAccess', approval)).toBe('CONFLICT');
  });

  test('for a tenant that is none answers as for a missing record, and tells nothing of people', async () => {
    const missing = { ...requestInput(school), tenantId: personGid(pupil) };
    expect(await outcomeOf(staff, 'requestLockboxAccess', missing)).toBe('NOT_FOUND');
    const stranger = '01900000-0000-7000-8000-000000000000';
    const id = await asked(staff, school, { people: [stranger, pupil] });
    const query = 'query($id: ID!) { node(id: $id) { ... on LockboxAccess { askedPersonCount askedPersons { id } } } }';
    expect(await staff.ask(query, { id })).toEqual({ node: { askedPersonCount: 2, askedPersons: [] } });
    expect(await controller.ask(query, { id })).toEqual({
      node: { askedPersonCount: 2, askedPersons: [{ id: personGid(pupil) }] },
    });
  });

  test('is nobody’s own to approve, whichever account they sign in to', async () => {
    const id = await asked(staff, school, { people: [pupil] });
    await school.rows(`update lockbox_access set staff_email = 'Same@Example.org' where state = 'REQUESTED'`);
    const input = { lockboxAccessId: id, expectedVersion: 1 };
    const subject = `subject-${controller.ids?.accountId}`;
    const approve = async (email: string) => {
      const token = await world.issuer.token(school.slug, { subject, claims: { email, email_verified: true } });
      const { data } = await controller.send<{ approveLockboxAccess: { userErrors: { code: string }[] } }>(
        'mutation($input: ApproveLockboxAccessInput!) { approveLockboxAccess(input: $input) { userErrors { code } } }',
        { input },
        { authorization: `Bearer ${token}` },
      );
      return data?.approveLockboxAccess.userErrors;
    };
    expect(await approve('same@example.org')).toEqual([expect.objectContaining({ code: 'FORBIDDEN' })]);
    expect(await approve('other@example.org')).toEqual([]);
  });

  test('is made by staff of the processor alone, and decided by the controller alone', async () => {
    const id = await asked(staff, school, { people: [pupil] });
    const keeper = await school.unitAdministrator();
    const elsewhere = await (await world.tenant()).controller();
    const decisions = {
      approveLockboxAccess: { lockboxAccessId: id, expectedVersion: 1 },
      refuseLockboxAccess: { lockboxAccessId: id, reason: 'No' },
      endLockboxAccess: { lockboxAccessId: id },
      setLockboxRule: { isAllowed: false, maximumHours: 1, expectedVersion: 0 },
    };
    for (const [name, input] of Object.entries(decisions)) {
      for (const actor of [keeper, staff])
        expect([name, await outcomeOf(actor, name, input)]).toEqual([name, 'FORBIDDEN']);
      if (name !== 'setLockboxRule')
        expect([name, await outcomeOf(elsewhere, name, input)]).toEqual([name, 'NOT_FOUND']);
    }
    expect(await outcomeOf(controller, 'requestLockboxAccess', requestInput(school))).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'withdrawLockboxAccess', { lockboxAccessId: id })).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(keeper, '{ lockboxesInUse { reason } }')).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(keeper, '{ lockboxRule { version } }')).toBe('FORBIDDEN');
    expect(await stateOf(elsewhere, id)).toBeNull();
    expect(await stateOf(controller, id)).toBe('REQUESTED');
    const old = await world.issuer.token(school.slug, {
      subject: `subject-${controller.ids?.accountId}`,
      secondFactorAt: null,
    });
    const { data } = await controller.send<{ approveLockboxAccess: { userErrors: { code: string }[] } }>(
      'mutation($input: ApproveLockboxAccessInput!) { approveLockboxAccess(input: $input) { userErrors { code } } }',
      { input: decisions.approveLockboxAccess },
      { authorization: `Bearer ${old}` },
    );
    expect(data?.approveLockboxAccess.userErrors[0]?.code).toBe('SECOND_FACTOR_REQUIRED');
  });
});
