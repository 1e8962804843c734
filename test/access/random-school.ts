import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { roleInput } from './matrix.samples.js';
import type { Dice } from './random.js';

type Time = 'past' | 'now' | 'future';

export interface Group {
  readonly id: string;
  readonly unit: string;
  readonly kind: string;
  readonly stage: string | null;
  readonly archived: boolean;
}

export interface Membership {
  readonly group: Group;
  readonly person: string;
  readonly role: 'MEMBER' | 'SUPERVISOR';
  readonly time: Time;
}

export interface Grant {
  readonly role: string;
  readonly unit: string | null;
  readonly stage: string | null;
  readonly groups: readonly string[];
  readonly people: readonly string[];
  readonly time: Time;
}

export interface Facts {
  readonly persons: readonly string[];
  readonly units: ReadonlyMap<string, string | null>;
  readonly students: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly memberships: readonly Membership[];
  readonly guardianships: readonly (readonly [guardian: string, pupil: string])[];
}

/** The roles that reach guardians too. */
export const GUARDIANS = ['keeper', 'tutor', 'chosen', 'own'];
/** One role of each scope, one that contains another, and one that sees everybody. */
export const ROLES: readonly object[] = [
  roleInput('everyone', { scope: 'TENANT' }),
  roleInput('student_office', {
    scope: 'TENANT',
    rights: [{ action: 'person.read', about: 'STUDENTS', categories: ['NAME', 'CONTACT'] }],
  }),
  ...['keeper', 'tutor', 'chosen', 'circles', 'coach', 'own'].map((key) => {
    const about = GUARDIANS.includes(key) ? ['PERSONS', 'GUARDIANS'] : ['PERSONS'];
    return roleInput(key, {
      scope: { keeper: 'UNIT', tutor: 'SUPERVISED', chosen: 'GROUPS', circles: 'MODULE', coach: 'PEOPLE', own: 'SELF' }[
        key
      ],
      ...(key === 'circles' ? { module: 'CIRCLE' } : {}),
      rights: about.map((subject) => ({ action: 'person.read', about: subject, categories: ['NAME', 'CONTACT'] })),
    });
  }),
  roleInput('deputy', { scope: 'UNIT', contains: ['keeper'], rights: [] }),
];

/** A school of persons, groups, guardians and grants at random, partly over or to come. */
export class RandomSchool {
  private constructor(
    private readonly dice: Dice,
    private readonly tenant: TestTenant,
    readonly facts: Facts,
    readonly unitIds: readonly string[],
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
    const students = new Set<string>();
    const hidden = new Set<string>();
    for (let count = 0; count < 24; count += 1) {
      const unitId = dice.of([...unitIds, null]);
      const register = dice.of(['STUDENT', 'STUDENT', 'TEACHER', 'GUARDIAN', 'STAFF'] as const);
      const person = await tenant.person({ unitId, register });
      if (register === 'STUDENT') students.add(person);
      if (dice.chance(0.15)) hidden.add(person);
      persons.push(person);
      units.set(person, unitId);
    }
    await tenant.rows('update person set hidden_from_lists = true where id = any($1)', [[...hidden]]);
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
    return new RandomSchool(
      dice,
      tenant,
      { persons, units, students, hidden, memberships, guardianships },
      unitIds,
      groups,
    );
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
      'own',
      ...(dice.chance(0.2) ? ['everyone'] : []),
      ...(dice.chance(0.3) ? ['student_office'] : []),
    ];
    const grants = dice.some(roles, 0.35).map((role) => this.grantOf(role));
    for (const grant of grants) await this.write(actor, person, grant);
    return { actor, person, grants };
  }

  /** A grant of a role in a scope at random. */
  grantOf(role: string): Grant {
    const { dice } = this;
    const isStage = dice.chance(0.5);
    return {
      role,
      unit: ['keeper', 'deputy'].includes(role) ? dice.of(this.unitIds) : null,
      stage: role === 'chosen' && isStage ? dice.of(['7', '8']) : null,
      groups: role === 'chosen' && !isStage ? dice.some(this.groups, 0.4).map(({ id }) => id) : [],
      people: role === 'coach' ? dice.some(this.facts.persons, 0.15) : [],
      time: dice.time(),
    };
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
