import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted, roleInput } from './matrix.samples.js';
import { comesDue, itemOf, started } from './review.samples.js';

interface Explanation {
  readonly isAllowed: boolean;
  readonly paths: readonly object[];
  readonly rolesWithout: readonly object[];
  readonly smallestChange: { readonly kind: string } | null;
  readonly alternatives: readonly { readonly kind: string }[];
}

const CHANGE = '{ kind role roleGrantId reviewItemId courses message }';
const EXPLAIN = `query($input: ExplainAccessInput!) { explainAccess(input: $input) { isAllowed
  paths { role comesWithCard tie message } rolesWithout { role reasons message } smallestChange ${CHANGE} alternatives ${CHANGE} } }`;

let world: World;
let city: TestTenant;
let officer: Actor;
let unitId: string;
let pupil: string;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant();
  officer = await city.controller();
  unitId = toGlobalId('Unit', city.unitId);
  pupil = await city.person();
  const { id: matrixId } = await drafted(officer);
  await mutate(officer, 'setMatrixCourses', {
    matrixId,
    expectedVersion: 1,
    courses: [{ key: 'basics', name: 'Basic course', validMonths: 12 }],
  });
  const roles = [
    roleInput('portal_user', { needsCourse: 'basics' }),
    roleInput('circles', { scope: 'MODULE', module: 'CIRCLE' }),
  ];
  for (const [index, role] of roles.entries()) {
    await mutate(officer, 'setMatrixRole', { matrixId, expectedVersion: index + 2, role });
  }
  expect(await outcomeOf(officer, 'adoptMatrix', { matrixId, expectedVersion: 4 })).toBe('DONE');
});

afterAll(() => world.close());

const staff = (): Promise<Actor> => city.endUser({ register: 'STAFF', unitId: null });
const explain = async (viewer: Actor, personId = pupil): Promise<Explanation> => {
  const input = { accountId: accountGid(viewer), personId: personGid(personId), field: 'person.email' };
  return (await officer.ask<{ explainAccess: Explanation }>(EXPLAIN, { input })).explainAccess;
};
const reads = async (viewer: Actor, personId = pupil): Promise<boolean> => {
  const query = 'query($id: ID!) { person(id: $id) { email } }';
  const { person } = await viewer.ask<{ person: { email: string | null } | null }>(query, { id: personGid(personId) });
  return person?.email != null;
};
const grant = async (viewer: Actor, role: string, more: object = {}): Promise<string> =>
  (
    await mutate<{ roleGrant: { id: string } }>(
      officer,
      'grantRole',
      { accountId: accountGid(viewer), role, ...more },
      'roleGrant { id }',
    )
  ).roleGrant.id;
const changesOf = ({ smallestChange, alternatives }: Explanation): readonly object[] =>
  smallestChange ? [smallestChange, ...alternatives] : [];

test('a role that lacks its course says so, and recording the course is enough', async () => {
  const user = await staff();
  await grant(user, 'portal_user', { unitId });
  const answer = await explain(user);
  expect(answer.rolesWithout).toContainEqual(
    expect.objectContaining({
      role: 'portal_user',
      reasons: ['COURSE_MISSING'],
      message: expect.stringMatching(/Basic course/),
    }),
  );
  expect(changesOf(answer)).toContainEqual(
    expect.objectContaining({
      kind: 'RECORD_COURSE',
      courses: ['basics'],
      message: expect.stringMatching(/Basic course/),
    }),
  );
  const personId = personGid(user.ids?.personId ?? '');
  const completedOn = new Date().toISOString().slice(0, 10);
  expect(await reads(user)).toBe(false);
  expect(await outcomeOf(officer, 'recordCourse', { personId, course: 'basics', completedOn })).toBe('DONE');
  expect([await reads(user), (await explain(user)).isAllowed]).toEqual([true, true]);
});

test('a right that a review froze is restored by that review', async () => {
  const user = await staff();
  await grant(user, 'unit_administrator', { unitId });
  const review = await started(officer, { roles: ['unit_administrator'] });
  const { id: reviewItemId } = await itemOf(officer, review, user);
  await comesDue(city);
  const answer = await explain(user);
  expect([answer.isAllowed, await reads(user)]).toEqual([false, false]);
  expect(changesOf(answer)).toContainEqual(expect.objectContaining({ kind: 'RESTORE_REVIEWED', reviewItemId }));
  expect(await outcomeOf(officer, 'restoreReviewedRight', { itemId: reviewItemId, reason: 'Still needed' })).toBe(
    'DONE',
  );
  expect([await reads(user), (await explain(user)).isAllowed]).toEqual([true, true]);
});

test('a module in every unit is not narrowed by a grant of it in one', async () => {
  const other = await city.unit('Other');
  const group = await city.insert('person_group', { id: newId(), unit_id: other, kind: 'circle', name: 'Chess' });
  const member = await city.person({ unitId: other });
  await city.member(group, member);
  const leader = await staff();
  await grant(leader, 'circles', { unitId });
  expect([(await explain(leader, member)).isAllowed, await reads(leader, member)]).toEqual([false, false]);
  await grant(leader, 'circles');
  const answer = await explain(leader, member);
  expect([answer.isAllowed, answer.paths.length, await reads(leader, member)]).toEqual([true, 1, true]);
});
