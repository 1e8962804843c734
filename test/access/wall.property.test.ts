import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc, { type GeneratorValue } from 'fast-check';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { adopted, roleInput } from './matrix.samples.js';
import { Dice } from './random.js';

type Time = 'past' | 'now' | 'future';

interface Group {
  readonly id: string;
  readonly unit: string;
  readonly kind: string;
  readonly stage: string | null;
  readonly archived: boolean;
}

interface Membership {
  readonly group: Group;
  readonly person: string;
  readonly role: 'MEMBER' | 'SUPERVISOR';
  readonly time: Time;
}

interface Grant {
  readonly role: string;
  readonly unit: string | null;
  readonly stage: string | null;
  readonly groups: readonly string[];
  readonly people: readonly string[];
  readonly time: Time;
}

interface Facts {
  readonly persons: readonly string[];
  readonly units: ReadonlyMap<string, string | null>;
  readonly memberships: readonly Membership[];
  readonly guardianships: readonly (readonly [guardian: string, pupil: string])[];
}

const GUARDIANS = ['keeper', 'tutor', 'chosen'];
const ROLES: readonly object[] = [
  roleInput('everyone', { scope: 'TENANT' }),
  ...['keeper', 'tutor', 'chosen', 'circles', 'coach'].map((key) => {
    const about = GUARDIANS.includes(key) ? ['PERSONS', 'GUARDIANS'] : ['PERSONS'];
    return roleInput(key, {
      scope: { keeper: 'UNIT', tutor: 'SUPERVISED', chosen: 'GROUPS', circles: 'MODULE', coach: 'PEOPLE' }[key],
      ...(key === 'circles' ? { module: 'CIRCLE' } : {}),
      rights: about.map((subject) => ({ action: 'person.read', about: subject, categories: ['NAME', 'CONTACT'] })),
    });
  }),
  roleInput('deputy', { scope: 'UNIT', contains: ['keeper'], rights: [] }),
];

/** What the wall promises, worked out one person at a time from the facts: nothing here knows of SQL. */
function reachOf(viewer: string, grants: readonly Grant[], facts: Facts): Set<string> {
  const { memberships, guardianships, units, persons } = facts;
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
    };
    const found = within[grant.role]?.() ?? [];
    for (const person of found) reached.add(person);
    if (![...GUARDIANS, 'deputy'].includes(grant.role)) continue;
    for (const [guardian, pupil] of guardianships) if (found.includes(pupil)) reached.add(guardian);
  }
  return reached;
}

class RandomSchool {
  private constructor(
    private readonly dice: Dice,
    private readonly tenant: TestTenant,
    readonly facts: Facts,
    private readonly unitIds: readonly string[],
    private readonly groups: readonly Group[],
  ) {}

  static async make(tenant: TestTenant, dice: Dice, officer: string): Promise<RandomSchool> {
    const unitIds = [tenant.unitId, await tenant.unit('Other')];
    const groups: Group[] = [];
    for (let count = 0; count < 6; count += 1) {
      const group = {
        id: newId(),
        unit: dice.of(unitIds),
        kind: dice.of(['class', 'class', 'circle']),
        stage: dice.of(['7', '8', null]),
        archived: dice.chance(0.15),
      };
      const { archived, unit, ...row } = group;
      const archived_at = archived ? new Date() : null;
      await tenant.insert('person_group', { ...row, unit_id: unit, name: row.id, archived_at });
      groups.push(group);
    }
    const persons = [officer];
    const units = new Map<string, string | null>([[officer, tenant.unitId]]);
    for (let count = 0; count < 24; count += 1) {
      const unitId = dice.of([...unitIds, null]);
      const person = await tenant.person({ unitId, register: dice.of(['STUDENT', 'TEACHER', 'GUARDIAN', 'STAFF']) });
      persons.push(person);
      units.set(person, unitId);
    }
    const memberships: Membership[] = [];
    const guardianships: [string, string][] = [];
    for (const person of persons) {
      for (const group of dice.some(groups, 0.3)) {
        const membership = {
          group,
          person,
          role: dice.of(['MEMBER', 'MEMBER', 'SUPERVISOR'] as const),
          time: dice.time(),
        };
        const [starts_on, ends_on] = { past: [null, '2020-01-01'], now: [null, null], future: ['2090-01-01', null] }[
          membership.time
        ];
        const row = { id: newId(), group_id: group.id, person_id: person, role: membership.role, starts_on, ends_on };
        await tenant.insert('membership', row);
        memberships.push(membership);
      }
      for (const pupil of dice.some(persons, 0.06).filter((other) => other !== person)) {
        await tenant.guardianship(person, pupil);
        guardianships.push([person, pupil]);
      }
    }
    return new RandomSchool(dice, tenant, { persons, units, memberships, guardianships }, unitIds, groups);
  }

  /** Signs somebody in, with roles at random in scopes at random. */
  async viewer(): Promise<{ readonly actor: Actor; readonly person: string; readonly grants: readonly Grant[] }> {
    const { dice } = this;
    const person = dice.of(this.facts.persons);
    const actor = await this.tenant.signIn(person);
    const roles = [
      'keeper',
      'deputy',
      'tutor',
      'chosen',
      'circles',
      'coach',
      ...(dice.chance(0.1) ? ['everyone'] : []),
    ];
    const grants = dice.some(roles, 0.35).map((role): Grant => {
      const isStage = dice.chance(0.5);
      return {
        role,
        unit: ['keeper', 'deputy'].includes(role) ? dice.of(this.unitIds) : null,
        stage: role === 'chosen' && isStage ? dice.of(['7', '8']) : null,
        groups: role === 'chosen' && !isStage ? dice.some(this.groups, 0.4).map(({ id }) => id) : [],
        people: role === 'coach' ? dice.some(this.facts.persons, 0.15) : [],
        time: dice.time(),
      };
    });
    for (const grant of grants) await this.write(actor, person, grant);
    return { actor, person, grants };
  }

  private async write(actor: Actor, person: string, grant: Grant): Promise<void> {
    const [valid_from, valid_until] = {
      past: ['2020-01-01', '2020-02-01'],
      now: ['2020-01-01', null],
      future: ['2090-01-01', null],
    }[grant.time];
    const grantId = newId();
    await this.tenant.insert('role_grant', {
      id: grantId,
      account_id: actor.ids?.accountId,
      person_id: person,
      role: grant.role,
      unit_id: grant.unit,
      stage: grant.stage,
      valid_from,
      valid_until,
    });
    const scopes = [
      ...grant.groups.map((group_id) => ({ group_id })),
      ...grant.people.map((person_id) => ({ person_id })),
    ];
    for (const scope of scopes) await this.tenant.insert('role_scope', { id: newId(), grant_id: grantId, ...scope });
  }
}

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

async function holdsInRandomSchool(value: GeneratorValue): Promise<void> {
  const dice = new Dice(value);
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, ROLES);
  const school = await RandomSchool.make(tenant, dice, officer.ids?.personId ?? '');
  for (let count = 0; count < 8; count += 1) {
    const { actor, person, grants } = await school.viewer();
    const expected = [...reachOf(person, grants, school.facts)].map(personGid).sort();
    const { ids, counts } = await everybody(actor);
    expect({ grants, seen: [...ids].sort() }).toEqual({ grants, seen: expected });
    expect(counts).toEqual(new Set([expected.length]));
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
