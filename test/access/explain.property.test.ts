import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc, { type GeneratorValue } from 'fast-check';
import type { Actor } from '../harness/actor.js';
import { outcomeOf } from '../harness/mutation.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted } from './matrix.samples.js';
import { Dice } from './random.js';
import { RandomSchool, ROLES } from './random-school.js';
import { rightsOf } from './rights-state.js';

interface Change {
  readonly kind: string;
  readonly role: string | null;
  readonly unitId: string | null;
  readonly groupId: string | null;
  readonly personId: string | null;
  readonly stage: string | null;
  readonly roleGrantId: string | null;
  readonly opens: number;
  readonly message: string;
}

interface Explanation {
  readonly isAllowed: boolean;
  readonly paths: readonly { readonly role: string; readonly message: string }[];
  readonly rolesWithout: readonly { readonly role: string; readonly barriers: readonly string[] }[];
  readonly smallestChange: Change | null;
  readonly alternatives: readonly Change[];
}

const CHANGE = '{ kind role unitId groupId personId stage roleGrantId opens message }';
const EXPLAIN = `query($input: ExplainAccessInput!) { explainAccess(input: $input) { isAllowed paths { role message }
  rolesWithout { role barriers } smallestChange ${CHANGE} alternatives ${CHANGE} } }`;

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

async function explained(officer: Actor, viewer: Actor, person: string): Promise<Explanation> {
  const input = { accountId: accountGid(viewer), personId: personGid(person), field: 'person.email' };
  return (await officer.ask<{ explainAccess: Explanation }>(EXPLAIN, { input })).explainAccess;
}

async function reads(viewer: Actor, person: string): Promise<boolean> {
  const query = 'query($id: ID!) { person(id: $id) { email } }';
  const { person: card } = await viewer.ask<{ person: { email: string | null } | null }>(query, {
    id: personGid(person),
  });
  return card?.email != null;
}

/** Carries a suggestion out, as its data says. */
async function apply(officer: Actor, viewer: Actor, change: Change): Promise<string> {
  const { role, unitId, groupId, personId } = change;
  const accountId = accountGid(viewer);
  const viewerId = personGid(viewer.ids?.personId ?? '');
  if (change.kind === 'JOIN_GROUP') return outcomeOf(officer, 'addMember', { groupId, personId, role: 'MEMBER' });
  if (change.kind === 'SUPERVISE_GROUP')
    return outcomeOf(officer, 'addMember', { groupId, personId: viewerId, role: 'SUPERVISOR' });
  return outcomeOf(officer, 'grantRole', {
    accountId,
    role,
    ...(unitId ? { unitId } : {}),
    ...(groupId ? { groupIds: [groupId] } : {}),
    ...(personId ? { personIds: [personId] } : {}),
    ...(change.stage ? { stage: change.stage } : {}),
  });
}

async function explainsAsItIs(value: GeneratorValue): Promise<void> {
  const dice = new Dice(value);
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, ROLES);
  const school = await RandomSchool.make(tenant, dice, officer.ids?.personId ?? '');
  for (let count = 0; count < 5; count += 1) {
    const { actor, person: own } = await school.viewer();
    if (own === officer.ids?.personId) continue;
    for (const person of dice.some(school.facts.persons, 0.2)) {
      const before = await rightsOf(tenant);
      const answer = await explained(officer, actor, person);
      expect(await rightsOf(tenant)).toBe(before);
      expect(answer.isAllowed).toBe(await reads(actor, person));
      expect(answer.paths.length > 0).toBe(answer.isAllowed);
      if (answer.isAllowed) continue;
      expect(answer.smallestChange).not.toBeNull();
      const { smallestChange: change } = answer;
      // What is brought back names its scope by the grant, which only its own test does.
      if (!change || change.kind === 'RESTORE_GRANT') continue;
      expect(answer.alternatives.every(({ opens }) => opens >= change.opens)).toBe(true);
      if (!dice.chance(0.4)) continue;
      expect([change, await apply(officer, actor, change)]).toEqual([change, 'DONE']);
      expect([change, await reads(actor, person)]).toEqual([change, true]);
    }
  }
}

test('an explanation says what the account itself finds, and its smallest change is enough', async () => {
  await fc.assert(fc.asyncProperty(fc.gen(), explainsAsItIs), { numRuns: 3, endOnFailure: true });
}, 180_000);
