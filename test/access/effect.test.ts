import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc, { type GeneratorValue } from 'fast-check';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted, roleInput } from './matrix.samples.js';
import { Dice } from './random.js';

interface Effect {
  readonly state: 'IN_EFFECT' | 'NOT_IN_EFFECT';
  readonly reasons: readonly string[];
  readonly message: string;
}

interface Grant {
  readonly role: string;
  readonly effect: Effect;
}

let world: World;
let school: TestTenant;
let controller: Actor;
let pupil: string;
const stages = new Map<string, string>();

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  pupil = await school.person();
  for (const stage of ['7', '8']) {
    const id = newId();
    const row = { id, unit_id: school.unitId, kind: 'class', name: `Stage ${stage}`, stage };
    stages.set(stage, await school.insert('person_group', row));
  }
  const { id } = await drafted(controller);
  const roles = ['reader', 'final_year'].map((key) => roleInput(key));
  const clerk = {
    key: 'clerk',
    name: 'Clerk',
    roles: [
      { role: 'reader', kind: 'BASE' },
      { role: 'final_year', kind: 'BASE', stage: '8' },
    ],
  };
  for (const [index, role] of roles.entries()) {
    await mutate(controller, 'setMatrixRole', { matrixId: id, expectedVersion: index + 1, role });
  }
  await mutate(controller, 'setJobFunction', { matrixId: id, expectedVersion: 3, function: clerk });
  expect(await outcomeOf(controller, 'adoptMatrix', { matrixId: id, expectedVersion: 4 })).toBe('DONE');
});

afterAll(() => world.close());

const period = { past: ['2020-01-01', '2020-02-01'], now: ['2020-01-01', null], future: ['2090-01-01', null] } as const;
type Time = keyof typeof period;

interface Situation {
  readonly role: string;
  readonly time: Time;
  readonly linked: boolean;
  readonly clerk: Time | null;
  readonly supervises: string | null;
  readonly stale: boolean;
}

async function holderIn(situation: Situation): Promise<{ readonly actor: Actor; readonly grantId: string }> {
  const { role, time, linked, clerk, supervises, stale } = situation;
  const personId = await school.person({ register: 'STAFF', unitId: null });
  const actor = await school.signIn(linked ? personId : null);
  if (clerk) {
    const [valid_from, valid_until] = period[clerk];
    const assigned = { id: newId(), person_id: personId, function: 'clerk', valid_from, valid_until };
    await school.insert('function_assignment', assigned);
  }
  if (supervises) await school.member(stages.get(supervises) ?? '', personId, 'SUPERVISOR');
  const [valid_from, valid_until] = period[time];
  const grantId = await school.insert('role_grant', {
    id: newId(),
    account_id: actor.ids?.accountId,
    person_id: linked ? personId : null,
    role,
    unit_id: school.unitId,
    basis: stale ? 'another' : null,
    valid_from,
    valid_until,
  });
  return { actor, grantId: toGlobalId('RoleGrant', grantId) };
}

const EFFECT = 'query($id: ID!) { node(id: $id) { ... on RoleGrant { role effect { state reasons message } } } }';
const effectTo = async (actor: Actor, id: string): Promise<Effect | undefined> =>
  (await actor.ask<{ node: Grant | null }>(EFFECT, { id })).node?.effect;

const certain: Situation = {
  role: 'reader',
  time: 'now',
  linked: true,
  clerk: 'now',
  supervises: null,
  stale: false,
};

/** What the rules say, worked out from the facts alone. */
function expected({ role, time, linked, clerk, supervises, stale }: Situation): string[] {
  const against = (condition: boolean, reason: string): string[] => (condition ? [reason] : []);
  const isClerk = linked && clerk === 'now';
  const hasStage = role !== 'final_year' || (linked && supervises === '8');
  const ofRole = (): string[] => {
    if (role === 'operator') return against(stale, 'STALE_EXCEPTION');
    if (role === 'janitor') return ['ROLE_NOT_IN_MATRIX'];
    if (stale) return ['STALE_EXCEPTION'];
    return isClerk ? against(!hasStage, 'NO_GROUP_OF_STAGE') : ['NOT_OF_FUNCTION'];
  };
  return [
    ...against(time === 'past', 'ENDED'),
    ...against(time === 'future', 'NOT_YET_VALID'),
    ...against(role === 'operator', 'NOT_OF_PROCESSOR'),
    ...against(role !== 'operator' && !linked, 'UNLINKED_ACCOUNT'),
    ...ofRole(),
  ];
}

async function tellsWhatTheWallDoes(value: GeneratorValue): Promise<void> {
  const dice = new Dice(value);
  const situation: Situation = {
    role: dice.of(['reader', 'reader', 'final_year', 'final_year', 'janitor', 'operator']),
    time: dice.time(),
    linked: dice.chance(0.85),
    clerk: dice.of(['now', 'now', 'now', 'past', 'future', null]),
    supervises: dice.of(['7', '8', '8', null]),
    stale: dice.chance(0.1),
  };
  const { actor, grantId } = await holderIn(situation);
  const { viewer } = await actor.ask<{ viewer: { roles: readonly { readonly name: string }[] } }>(
    '{ viewer { roles { name } } }',
  );
  const card = 'query($pupil: ID!) { person(id: $pupil) { id } }';
  const { data } = await actor.send<{ person: object | null }>(card, { pupil: personGid(pupil) });
  const reasons = expected(situation);
  const inEffect = reasons.length === 0;
  const effect = { state: inEffect ? 'IN_EFFECT' : 'NOT_IN_EFFECT', reasons, message: expect.any(String) };
  expect({ situation, effect: await effectTo(actor, grantId) }).toEqual({ situation, effect });
  expect({ situation, used: viewer.roles.some(({ name }) => name === situation.role) }).toEqual({
    situation,
    used: inEffect,
  });
  expect({ situation, opens: Boolean(data?.person) }).toEqual({ situation, opens: inEffect });
}

test('a grant is told to be in effect exactly when the wall goes by it', async () => {
  await fc.assert(fc.asyncProperty(fc.gen(), tellsWhatTheWallDoes), { numRuns: 80, endOnFailure: true });
}, 120_000);

test('why a role has no effect is told to its holder and to who administers it, and to nobody else', async () => {
  const { actor, grantId } = await holderIn({ ...certain, clerk: null });
  const effect = {
    state: 'NOT_IN_EFFECT',
    reasons: ['NOT_OF_FUNCTION'],
    message: 'The role belongs to no job function that the person has now.',
  };
  expect(await effectTo(actor, grantId)).toEqual(effect);
  expect(await effectTo(controller, grantId)).toEqual(effect);
  expect(await effectTo(await school.endUser(), grantId)).toBeUndefined();
  expect(await effectTo(await (await world.tenant()).controller(), grantId)).toBeUndefined();
  const own = '{ viewer { roles { name } roleGrants { role effect { reasons message } } } }';
  const headers = { 'accept-language': 'nl' };
  const { data } = await actor.send(own, {}, headers);
  expect(data).toEqual({
    viewer: {
      roles: [{ name: 'end_user' }],
      roleGrants: [
        {
          role: 'reader',
          effect: {
            reasons: ['NOT_OF_FUNCTION'],
            message: 'De rol hoort bij geen functie die de persoon nu heeft.',
          },
        },
      ],
    },
  });
});

test('a role that was ended, and one of an account that was closed, are told to be so at once', async () => {
  const effect = 'roleGrant { effect { state reasons } }';
  const { actor, grantId } = await holderIn(certain);
  expect(await effectTo(controller, grantId)).toMatchObject({ state: 'IN_EFFECT', reasons: [] });
  const revoked = await mutate(controller, 'revokeRole', { roleGrantId: grantId }, effect);
  expect(revoked).toMatchObject({ roleGrant: { effect: { state: 'NOT_IN_EFFECT', reasons: ['ENDED'] } } });
  const other = await holderIn(certain);
  expect(await outcomeOf(controller, 'closeAccount', { accountId: accountGid(other.actor) })).toBe('DONE');
  expect((await effectTo(controller, other.grantId))?.reasons).toEqual(['ACCOUNT_CLOSED']);
  expect(await actor.ask('{ viewer { roleGrants { role } } }')).toEqual({ viewer: { roleGrants: [] } });
});
