import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';

let world: World;
let city: TestTenant;
let controller: Actor;
let north: string;
let south: string;
let northPupil: string;
let southPupil: string;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant();
  controller = await city.controller();
  north = city.unitId;
  south = await city.unit('South school');
  northPupil = personGid(await city.person({ unitId: north }));
  southPupil = personGid(await city.person({ unitId: south }));
  const office = roleInput('office', {
    scope: 'TENANT',
    actions: ['person.create', 'log.read', 'unit.read'],
    rights: [
      { action: 'person.read', about: 'PERSONS', categories: ['NAME', 'CONTACT', 'AFFILIATION'] },
      { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT'] },
      { action: 'export.person', about: 'PERSONS', categories: ['NAME'] },
    ],
  });
  await adopted(controller, [office], [{ register: 'STAFF', account: 'PERSONAL', role: 'office' }]);
});

afterAll(() => world.close());

/** An office user, with a card of their own in no school. */
const officer = () => city.endUser({ register: 'STAFF', unitId: null });
const setHome = (actor: Actor, unit: string | null) =>
  outcomeOf(controller, 'setHomeUnit', { accountId: accountGid(actor), unitId: unit && unitGid(unit) });
const seen = async (actor: Actor) =>
  (await actor.ask<{ persons: { nodes: { id: string }[] } }>('{ persons(first: 100) { nodes { id } } }')).persons.nodes
    .map(({ id }) => id)
    .sort();
const CHOICE = '{ viewer { unitChoice { state message } homeUnit { id } chosenUnit { id } roles { name unitId } } }';
const choice = async (actor: Actor) => (await actor.ask<{ viewer: object }>(CHOICE)).viewer;
const LOG = '{ logEntries(first: 1) { totalCount } }';

describe('an office user', () => {
  test('sees all schools; with a home school nobody but themselves, until that school is chosen', async () => {
    const user = await officer();
    const self = personGid(user.ids?.personId ?? '');
    expect(await seen(user)).toEqual(expect.arrayContaining([northPupil, southPupil]));
    expect(await outcomeOfQuery(user, LOG)).toBe('DONE');
    expect(await setHome(user, north)).toBe('DONE');

    expect(await seen(user)).toEqual([self]);
    expect(await choice(user)).toEqual({
      unitChoice: { state: 'NEEDED', message: expect.stringContaining('Varde-Unit') },
      homeUnit: { id: unitGid(north) },
      chosenUnit: null,
      roles: [{ name: 'end_user', unitId: null }],
    });

    const inNorth = user.choosing(unitGid(north));
    expect(await seen(inNorth)).toContain(northPupil);
    expect(await seen(inNorth)).not.toContain(southPupil);
    expect(await choice(inNorth)).toEqual({
      unitChoice: { state: 'NARROWED', message: expect.any(String) },
      homeUnit: { id: unitGid(north) },
      chosenUnit: { id: unitGid(north) },
      roles: [
        { name: 'end_user', unitId: null },
        { name: 'office', unitId: unitGid(north) },
      ],
    });
    expect(await setHome(user, null)).toBe('DONE');
    expect(await seen(user)).toContain(southPupil);
  });

  test.each([
    ['another school', () => unitGid(south)],
    ['a unit that there is not', () => unitGid(newId())],
    ['what is no unit', () => 'north'],
    ['nothing', () => ''],
    ['another tenant’s', async () => unitGid((await world.tenant()).unitId)],
  ])('with a home school is not let in by choosing %s', async (_name, unit) => {
    const user = await officer();
    await setHome(user, north);
    const elsewhere = user.choosing(await unit());
    expect(await seen(elsewhere)).toEqual([personGid(user.ids?.personId ?? '')]);
    expect(await choice(elsewhere)).toMatchObject({ unitChoice: { state: 'REFUSED' }, chosenUnit: null });
    const { errors } = await elsewhere.send(LOG);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('unit') }]);
    expect(await seen(user.choosing(unitGid(north)))).toContain(northPupil);
  });

  test('who chose a unit does nothing for the whole tenant, and what is done stands in the log of that unit', async () => {
    const user = await officer();
    const inNorth = user.choosing(unitGid(north));
    expect(await outcomeOfQuery(user, LOG)).toBe('DONE');
    expect(await outcomeOfQuery(inNorth, LOG)).toBe('FORBIDDEN');
    const person = { register: 'CONTACT', givenName: 'Ida', familyName: 'Berg' };
    const create = (actor: Actor, unitIds: string[]) =>
      outcomeOf(actor, 'createPerson', { ...person, unitIds: unitIds.map(unitGid) });
    expect(await create(inNorth, [])).toBe('NOT_FOUND');
    expect(await create(inNorth, [south])).toBe('NOT_FOUND');
    expect(await create(inNorth, [north])).toBe('DONE');
    expect(await create(user, [south])).toBe('DONE');
    await inNorth.ask('query($id: ID!) { person(id: $id) { email } }', { id: northPupil });
    const entries = await city.rows<{ action: string; unit_id: string | null }>(
      `select distinct action, unit_id from log_entry where actor_account_id = $1 and outcome = 'done' and role = 'office'
        and action in ('person.create', 'person.read') order by 1, 2`,
      [user.ids?.accountId],
    );
    expect(entries).toEqual([
      { action: 'person.create', unit_id: north },
      { action: 'person.create', unit_id: south },
      { action: 'person.read', unit_id: north },
    ]);
    const { units } = await inNorth.ask<{ units: { nodes: object[] } }>('{ units(first: 10) { nodes { id } } }');
    expect(units.nodes).toEqual([{ id: unitGid(north) }]);
  });

  test('sees in the chosen unit the guardians of its pupils, and not of others', async () => {
    const [guardian, other] = [
      await city.person({ register: 'GUARDIAN', unitId: null }),
      await city.person({ register: 'GUARDIAN', unitId: null }),
    ];
    await city.guardianship(guardian, await city.person({ unitId: north }));
    await city.guardianship(other, await city.person({ unitId: south }));
    const found = await seen((await officer()).choosing(unitGid(north)));
    expect(found).toContain(personGid(guardian));
    expect(found).not.toContain(personGid(other));
  });
});

test('what an account with a home unit may see is explained as it is once that unit was chosen', async () => {
  const user = await officer();
  const explained = async (personId: string) =>
    (
      await controller.ask<{ explainAccess: object }>(
        `query($input: ExplainAccessInput!) { explainAccess(input: $input) {
          isAllowed rolesWithout { role barriers } paths { role evidence { unitId } } } }`,
        { input: { accountId: accountGid(user), personId, category: 'NAME' } },
      )
    ).explainAccess;
  await setHome(user, north);
  expect(await explained(northPupil)).toMatchObject({
    isAllowed: true,
    paths: [{ role: 'office', evidence: [{ unitId: unitGid(north) }] }],
  });
  expect(await explained(southPupil)).toMatchObject({
    isAllowed: false,
    rolesWithout: [
      { role: 'end_user', barriers: ['OUT_OF_REACH'] },
      { role: 'office', barriers: ['OUT_OF_REACH'] },
    ],
  });
});

describe('choosing a unit without having to', () => {
  test('is for who has rights or belongs there; missing and forbidden units answer alike', async () => {
    const card = await city.person({ register: 'TEACHER', unitId: north });
    const keeper = await city.signIn(card, [{ role: 'unit_administrator', unitId: north }]);
    expect(await choice(keeper.choosing(unitGid(north)))).toMatchObject({ unitChoice: { state: 'NARROWED' } });
    const elsewhere = await choice(keeper.choosing(unitGid(south)));
    expect(elsewhere).toMatchObject({ unitChoice: { state: 'REFUSED' }, roles: [{ name: 'end_user' }] });
    expect(await choice(keeper.choosing(unitGid(newId())))).toEqual(elsewhere);
  });

  test('hides no child from its guardian', async () => {
    const user = await officer();
    const child = await city.person({ unitId: south });
    await city.guardianship(user.ids?.personId ?? '', child);
    expect(await seen(user.choosing(unitGid(north)))).toContain(personGid(child));
  });

  test('is remembered of no other request', async () => {
    const user = await officer();
    const inNorth = user.choosing(unitGid(north));
    for (let round = 0; round < 3; round += 1) {
      expect(await seen(inNorth)).not.toContain(southPupil);
      expect(await seen(user)).toContain(southPupil);
    }
    await city.rows('update account set home_unit_id = $1 where id = $2', [south, user.ids?.accountId]);
    expect(await seen(inNorth)).not.toContain(northPupil);
    expect(await seen(user)).not.toContain(southPupil);
  });
});

describe('the home unit', () => {
  test('is set by who manages accounts, never one’s own, and is logged', async () => {
    const user = await officer();
    const administrator = await city.unitAdministrator(north);
    const input = { accountId: accountGid(user), unitId: unitGid(north) };
    expect(await outcomeOf(administrator, 'setHomeUnit', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'setHomeUnit', { ...input, unitId: unitGid(newId()) })).toBe('NOT_FOUND');
    const foreign = unitGid((await world.tenant()).unitId);
    expect(await outcomeOf(controller, 'setHomeUnit', { ...input, unitId: foreign })).toBe('NOT_FOUND');
    const { account } = await mutate<{ account: object }>(
      controller,
      'setHomeUnit',
      input,
      'account { homeUnit { id } }',
    );
    expect(account).toEqual({ homeUnit: { id: unitGid(north) } });
    const own = { accountId: accountGid(controller), unitId: unitGid(north) };
    expect(await outcomeOf(controller, 'setHomeUnit', own)).toBe('FORBIDDEN');
    const entries = await city.rows(
      `select unit_id, person_ids, details from log_entry where action = 'account.manage' and outcome = 'done'
        and details ->> 'accountId' = $1`,
      [user.ids?.accountId],
    );
    expect(entries).toEqual([
      {
        unit_id: north,
        person_ids: [user.ids?.personId],
        details: { accountId: user.ids?.accountId, change: 'home unit' },
      },
    ]);
  });

  test('narrows no last controller', async () => {
    const school = await world.tenant();
    const first = await school.controller();
    const manager = roleInput('manager', {
      scope: 'TENANT',
      actions: ['account.manage'],
      rights: [{ action: 'person.update', about: 'PERSONS', categories: ['SIGN_IN'] }],
    });
    await adopted(first, [manager]);
    const keeper = await school.signIn(await school.person({ register: 'STAFF' }), [{ role: 'manager' }]);
    const input = { accountId: accountGid(first), unitId: unitGid(school.unitId) };
    expect(await outcomeOf(keeper, 'setHomeUnit', input)).toBe('LAST_CONTROLLER');
    await school.controller();
    expect(await outcomeOf(keeper, 'setHomeUnit', input)).toBe('DONE');
  });
});
