import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc, { type GeneratorValue } from 'fast-check';
import type { Actor } from '../harness/actor.js';
import { personGid, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { adopted } from './matrix.samples.js';
import { Dice } from './random.js';
import { type Facts, type Grant, type Group, GUARDIANS, RandomSchool, ROLES } from './random-school.js';

/**
 * What the wall promises, worked out one person at a time from the facts: nothing here knows of SQL. Narrowed to a unit,
 * roles reach of theirs who belongs to it, and the guardians of these.
 */
function reachOf(viewer: string, grants: readonly Grant[], facts: Facts, narrowed: string | null = null): Set<string> {
  const { memberships, guardianships, units, persons, students } = facts;
  const reached = new Set([viewer]);
  for (const [guardian, pupil] of guardianships) if (guardian === viewer) reached.add(pupil);
  const members = (of: (group: Group) => boolean): string[] =>
    memberships
      .filter((one) => one.role === 'MEMBER' && one.time === 'now' && of(one.group))
      .map(({ person }) => person);
  const inUnit = (unit: string | null): string[] => persons.filter((person) => units.get(person) === unit);
  for (const grant of grants.filter(({ time }) => time === 'now')) {
    const supervised = memberships
      .filter((one) => one.role === 'SUPERVISOR' && one.time === 'now' && one.person === viewer)
      .map(({ group }) => group.id);
    const within: Readonly<Record<string, () => readonly string[]>> = {
      everyone: () => persons,
      student_office: () => persons.filter((person) => students.has(person)),
      keeper: () => inUnit(grant.unit),
      deputy: () => inUnit(grant.unit),
      tutor: () => members((group) => supervised.includes(group.id)),
      chosen: () =>
        members(
          (group) =>
            !group.archived &&
            (grant.groups.includes(group.id) || (grant.stage !== null && group.stage === grant.stage)),
        ),
      circles: () => members((group) => !group.archived && group.kind === 'circle'),
      coach: () => grant.people,
      own: () => [viewer],
    };
    const all = within[grant.role]?.() ?? [];
    const found = narrowed === null ? all : all.filter((one) => units.get(one) === narrowed);
    for (const person of found) reached.add(person);
    if (![...GUARDIANS, 'deputy'].includes(grant.role)) continue;
    for (const [guardian, pupil] of guardianships) if (found.includes(pupil)) reached.add(guardian);
  }
  return reached;
}

/** Whether somebody may choose a unit: as a part of what a role reaches, or because they belong or work there. */
const mayChoose = (unit: string, viewer: string, grants: readonly Grant[], facts: Facts): boolean =>
  facts.units.get(viewer) === unit ||
  facts.memberships.some((one) => one.person === viewer && one.role === 'SUPERVISOR' && one.group.unit === unit) ||
  grants.some(
    (grant) => grant.time === 'now' && (['everyone', 'student_office'].includes(grant.role) || grant.unit === unit),
  );

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

const PAGE = `query($after: String) { persons(first: 7, after: $after) {
  totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly persons: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function everybody(actor: Actor): Promise<{ readonly ids: readonly string[]; readonly counts: Set<number> }> {
  const ids: string[] = [];
  const counts = new Set<number>();
  let after: string | null = null;
  for (;;) {
    const { persons }: Page = await actor.ask<Page>(PAGE, { after });
    ids.push(...persons.nodes.map(({ id }) => id));
    counts.add(persons.totalCount);
    if (!persons.pageInfo.hasNextPage) return { ids, counts };
    after = persons.pageInfo.endCursor;
  }
}

interface Row {
  readonly id: string;
  readonly email: string | null;
  readonly register: string | null;
}

/** Whatever a list is narrowed by, it has the rows that show that value, and counts no other. */
async function filtersTellNoMore(actor: Actor, emails: readonly string[]): Promise<void> {
  const ask = async (filter: object): Promise<readonly Row[]> => {
    const query = `query($filter: PersonFilter) { persons(first: 100, filter: $filter) {
      totalCount nodes { id email register } } }`;
    const { persons } = await actor.ask<{ persons: { totalCount: number; nodes: Row[] } }>(query, { filter });
    expect(persons.totalCount).toBe(persons.nodes.length);
    return persons.nodes;
  };
  const all = await ask({});
  for (const email of emails) expect(await ask({ email })).toEqual(all.filter((row) => row.email === email));
  for (const register of ['STUDENT', 'GUARDIAN']) {
    expect(await ask({ registers: [register] })).toEqual(all.filter((row) => row.register === register));
  }
}

async function holdsInRandomSchool(value: GeneratorValue): Promise<void> {
  const dice = new Dice(value);
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, ROLES);
  const school = await RandomSchool.make(tenant, dice, officer.ids?.personId ?? '');
  const cards = await tenant.rows<{ email: string }>('select email from person where email is not null');
  const emails = cards.map(({ email }) => email);
  for (let count = 0; count < 8; count += 1) {
    const { actor, person, grants } = await school.viewer();
    const expected = [...reachOf(person, grants, school.facts)].map(personGid).sort();
    const { hidden } = school.facts;
    const listed = (reached: readonly string[]): string[] =>
      reached.filter((id) => id === personGid(person) || ![...hidden].map(personGid).includes(id));
    const { ids, counts } = await everybody(actor);
    expect({ grants, seen: [...ids].sort() }).toEqual({ grants, seen: listed(expected) });
    expect(counts).toEqual(new Set([listed(expected).length]));
    const unit = dice.of(school.unitIds);
    const effective = mayChoose(unit, person, grants, school.facts) ? grants : [];
    const inUnit = [...reachOf(person, effective, school.facts, unit)].map(personGid).sort();
    const narrowed = await everybody(actor.choosing(unitGid(unit)));
    expect({ grants, unit, seen: [...narrowed.ids].sort() }).toEqual({ grants, unit, seen: listed(inUnit) });
    expect(narrowed.counts).toEqual(new Set([listed(inUnit).length]));
    expect(expected).toEqual(expect.arrayContaining(inUnit));
    await filtersTellNoMore(actor, dice.some(emails, 0.2));
    for (const id of dice.some(school.facts.persons, 0.2)) {
      const query = 'query($id: ID!) { person(id: $id) { email } }';
      const { person: card } = await actor.ask<{ person: { email: string | null } | null }>(query, {
        id: personGid(id),
      });
      // Who is known by name alone has a card, but nothing on it.
      if (!expected.includes(personGid(id))) expect(card?.email ?? null).toBeNull();
      else expect(card).not.toBeNull();
    }
  }
}

test('in random schools, lists, counts, cursors and cards tell exactly whom the roles reach', async () => {
  await fc.assert(fc.asyncProperty(fc.gen(), holdsInRandomSchool), { numRuns: 5, endOnFailure: true });
}, 120_000);
