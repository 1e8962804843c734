import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc, { type GeneratorValue } from 'fast-check';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';
import { Dice } from './random.js';
import { RandomSchool, ROLES } from './random-school.js';
import { rightsOf } from './rights-state.js';

interface Opening {
  readonly action: string;
  readonly categories: readonly string[];
  readonly personCount: number;
}

interface Rehearsal {
  readonly isPossible: boolean;
  readonly accountCount: number;
  readonly gainedCount: number;
  readonly lostCount: number;
  readonly accounts: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly accountId: string;
      readonly gained: readonly Opening[];
      readonly lost: readonly Opening[];
    }[];
  };
}

const OPENING = '{ action categories personCount }';
const REHEARSE = `query($input: RehearseInput!) { rehearse(input: $input) { isPossible accountCount gainedCount lostCount
  accounts(first: 100) { totalCount nodes { accountId gained ${OPENING} lost ${OPENING} } } } }`;
const PERSONS = `query($input: RehearseInput!, $accountId: ID!, $direction: RehearsedDirection!) {
  rehearsedPersons(input: $input, accountId: $accountId, direction: $direction, action: "person.read", category: CONTACT,
    first: 100) { totalCount nodes { id } } }`;

/** What an operation asks for at the most. */
const AT_ONCE = 10;

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const rehearse = async (officer: Actor, input: object): Promise<Rehearsal> =>
  (await officer.ask<{ rehearse: Rehearsal }>(REHEARSE, { input })).rehearse;

/** Of whom somebody reads the address: on cards, for lists leave out who is hidden. */
async function readings(actor: Actor, persons: readonly string[]): Promise<ReadonlySet<string>> {
  const read = new Set<string>();
  for (let first = 0; first < persons.length; first += AT_ONCE) {
    const some = persons.slice(first, first + AT_ONCE);
    const cards = some.map((id, index) => `p${index}: person(id: "${personGid(id)}") { id email }`);
    const answer = await actor.ask<Record<string, { id: string; email: string | null } | null>>(
      `{ ${cards.join(' ')} }`,
    );
    for (const card of Object.values(answer)) if (card?.email != null) read.add(card.id);
  }
  return read;
}

const contact = (openings: readonly Opening[]): number =>
  openings
    .filter(({ action, categories }) => action === 'person.read' && categories.includes('CONTACT'))
    .reduce((sum, { personCount }) => sum + personCount, 0);

/** Rehearses a change, makes it, and holds what every account reads against what was said. */
async function holds(
  officer: Actor,
  school: RandomSchool,
  viewers: readonly Actor[],
  input: object,
  make: () => Promise<string>,
): Promise<void> {
  const before = await Promise.all(viewers.map((viewer) => readings(viewer, school.facts.persons)));
  const said = await rehearse(officer, input);
  const told = new Map(said.accounts.nodes.map((one) => [one.accountId, one]));
  expect(said.accounts.totalCount).toBe(said.accountCount);
  const lists = new Map<string, Set<string>>();
  for (const accountId of told.keys()) {
    for (const direction of ['GAINED', 'LOST']) {
      const { rehearsedPersons } = await officer.ask<{
        rehearsedPersons: { totalCount: number; nodes: { id: string }[] };
      }>(PERSONS, { input, accountId, direction });
      lists.set(`${accountId} ${direction}`, new Set(rehearsedPersons.nodes.map(({ id }) => id)));
    }
  }
  expect((await make()) === 'DONE').toBe(said.isPossible);
  for (const [index, viewer] of viewers.entries()) {
    const was = before[index] ?? new Set<string>();
    const is = await readings(viewer, school.facts.persons);
    const accountId = accountGid(viewer);
    const gained = [...is].filter((id) => !was.has(id));
    const lost = [...was].filter((id) => !is.has(id));
    const account = told.get(accountId);
    expect([contact(account?.gained ?? []), contact(account?.lost ?? [])]).toEqual([gained.length, lost.length]);
    expect(lists.get(`${accountId} GAINED`) ?? new Set()).toEqual(new Set(gained));
    expect(lists.get(`${accountId} LOST`) ?? new Set()).toEqual(new Set(lost));
  }
}

function grantInput(dice: Dice, school: RandomSchool, viewer: Actor): object {
  const { role, unit, stage, groups, people } = school.grantOf(
    dice.of(['keeper', 'tutor', 'chosen', 'coach', 'everyone']),
  );
  return {
    accountId: accountGid(viewer),
    role,
    ...(unit ? { unitId: toGlobalId('Unit', unit) } : {}),
    ...(stage ? { stage } : {}),
    ...(groups.length > 0 ? { groupIds: groups.map((id) => toGlobalId('Group', id)) } : {}),
    ...(people.length > 0 ? { personIds: people.map(personGid) } : {}),
  };
}

async function happensAsRehearsed(value: GeneratorValue): Promise<void> {
  const dice = new Dice(value);
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, ROLES);
  const school = await RandomSchool.make(tenant, dice, officer.ids?.personId ?? '');
  // What somebody reads is taken from a list here, and whom lists hide is another test's.
  await tenant.rows('update person set hidden_from_lists = false');
  const viewers: Actor[] = [];
  for (let count = 0; count < 4; count += 1) {
    const { actor, person } = await school.viewer();
    if (person !== officer.ids?.personId) viewers.push(actor);
  }
  for (const viewer of viewers) {
    const grant = grantInput(dice, school, viewer);
    const before = await rightsOf(tenant);
    await rehearse(officer, { grant });
    expect(await rightsOf(tenant)).toBe(before);
    await holds(officer, school, viewers, { grant }, () => outcomeOf(officer, 'grantRole', grant));
  }
  const { id } = await drafted(officer);
  let version = 1;
  for (const key of ['keeper', 'tutor', 'chosen', 'coach', 'circles', 'deputy']) {
    if (dice.chance(0.25)) {
      const removed = await outcomeOf(officer, 'removeMatrixRole', { matrixId: id, expectedVersion: version, key });
      if (removed === 'DONE') version += 1;
    } else if (dice.chance(0.5)) {
      const categories = dice.of([['NAME'], ['CONTACT', 'BIRTH'], ['NAME', 'CONTACT', 'HEALTH']]);
      const scope = dice.of(['UNIT', 'TENANT', 'SUPERVISED']);
      const role = roleInput(key, { scope, rights: [{ action: 'person.read', about: 'PERSONS', categories }] });
      await mutate(officer, 'setMatrixRole', { matrixId: id, expectedVersion: version, role });
      version += 1;
    }
  }
  const before = await rightsOf(tenant);
  await rehearse(officer, { matrixId: id });
  expect(await rightsOf(tenant)).toBe(before);
  await holds(officer, school, viewers, { matrixId: id }, () =>
    outcomeOf(officer, 'adoptMatrix', { matrixId: id, expectedVersion: version }),
  );
}

test('a change does what its rehearsal said, to every account and of every person, and the rehearsal changes nothing', async () => {
  await fc.assert(fc.asyncProperty(fc.gen(), happensAsRehearsed), { numRuns: 3, endOnFailure: true });
}, 180_000);
