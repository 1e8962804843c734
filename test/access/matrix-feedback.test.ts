import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { drafted } from './matrix.samples.js';

interface Given {
  readonly id: string;
  readonly state: string;
}
interface Assessment {
  readonly id: string;
}

const FEEDBACK = `matrixFeedback { id state text function role outcome reply author { id } answeredBy { id }
  assessment { year } matrix { number } }`;
const ASSESSMENT = 'matrixAssessment { id year concludedAt conclusion matrix { number } concludedBy { id } }';
const LIST = `query($filter: MatrixFeedbackFilter) { matrixFeedback(first: 20, filter: $filter) {
  totalCount nodes { text author { id } } } }`;
const DUE = '{ matrixAssessmentDue { lastConcludedAt dueAt isOverdue } }';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** A foundation whose first version is adopted and whose second one is a draft. */
async function foundation(): Promise<{ tenant: TestTenant; officer: Actor; first: string; second: string }> {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const first = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: first.id, expectedVersion: 1 });
  const second = await drafted(officer);
  return { tenant, officer, first: first.id, second: second.id };
}

const give = async (actor: Actor, input: object): Promise<Given> => {
  const { matrixFeedback, userErrors } = await mutate<{ matrixFeedback: Given | null }>(
    actor,
    'giveMatrixFeedback',
    input,
    FEEDBACK,
  );
  if (!matrixFeedback) throw new Error(JSON.stringify(userErrors));
  return matrixFeedback;
};
const begin = async (actor: Actor, year: number): Promise<string> => {
  const { matrixAssessment } = await mutate<{ matrixAssessment: Assessment }>(
    actor,
    'beginMatrixAssessment',
    { year },
    ASSESSMENT,
  );
  return matrixAssessment.id;
};
const assess = (actor: Actor, { id }: Given, outcome: string): Promise<string> =>
  outcomeOf(actor, 'assessMatrixFeedback', { matrixFeedbackId: id, outcome, reply: 'We looked at it' });
const conclude = (actor: Actor, matrixAssessmentId: string, more: object = {}): Promise<string> =>
  outcomeOf(actor, 'concludeMatrixAssessment', { matrixAssessmentId, conclusion: 'One role is split', ...more });

test('feedback is given on any version, assessed once a year, and what is put off comes up again', async () => {
  const { tenant, officer, first, second } = await foundation();
  const teacher = await tenant.endUser({ register: 'TEACHER' });
  const onRole = await give(teacher, { matrixId: first, role: 'map', text: 'Opens too much' });
  expect(onRole).toMatchObject({ state: 'OPEN', text: 'Opens too much', role: 'map', matrix: { number: 1 } });
  const onFunction = await give(teacher, { matrixId: second, function: 'concierge', text: 'Needs telephones' });
  const onAll = await give(await tenant.endUser(), { matrixId: first, text: 'Too long' });
  expect(await assess(officer, onRole, 'ACCEPTED')).toBe('CONFLICT');

  const year2026 = await begin(officer, 2026);
  expect(await outcomeOf(officer, 'beginMatrixAssessment', { year: 2027 })).toBe('ALREADY_EXISTS');
  expect(await assess(officer, onRole, 'DECLINED')).toBe('DONE');
  expect(await assess(officer, onRole, 'ACCEPTED')).toBe('DONE');
  expect(await assess(officer, onFunction, 'LATER')).toBe('DONE');
  expect(await conclude(officer, year2026)).toBe('CONFLICT');
  expect(await assess(officer, onAll, 'DECLINED')).toBe('DONE');
  expect(await conclude(officer, year2026, { matrixId: second })).toBe('DONE');
  expect(await conclude(officer, year2026)).toBe('CONFLICT');
  expect(await outcomeOf(officer, 'beginMatrixAssessment', { year: 2026 })).toBe('ALREADY_EXISTS');

  const year2027 = await begin(officer, 2027);
  expect(await assess(officer, onRole, 'DECLINED')).toBe('CONFLICT');
  expect(await conclude(officer, year2027)).toBe('CONFLICT');
  const answered = await mutate(
    officer,
    'assessMatrixFeedback',
    { matrixFeedbackId: onFunction.id, outcome: 'ACCEPTED', reply: 'Now' },
    FEEDBACK,
  );
  expect(answered).toMatchObject({
    matrixFeedback: {
      state: 'ACCEPTED',
      reply: 'Now',
      assessment: { year: 2027 },
      author: { id: personGid(teacher.ids?.personId ?? '') },
      answeredBy: { id: personGid(officer.ids?.personId ?? '') },
    },
  });
  expect(await conclude(officer, year2027)).toBe('DONE');
  expect(await teacher.ask('{ matrixAssessments { year conclusion matrix { number } } }')).toEqual({
    matrixAssessments: [
      { year: 2027, conclusion: 'One role is split', matrix: null },
      { year: 2026, conclusion: 'One role is split', matrix: { number: 2 } },
    ],
  });
  const count = async (filter: object): Promise<number> =>
    (await officer.ask<{ matrixFeedback: { totalCount: number } }>(LIST, { filter })).matrixFeedback.totalCount;
  expect(await count({ assessmentYear: 2026 })).toBe(2);
  expect(await count({ state: 'ACCEPTED' })).toBe(2);
  expect(await count({ state: 'OPEN' })).toBe(0);
  expect(await count({ function: 'concierge' })).toBe(1);
  expect(await count({ role: 'map', matrixNumber: 1 })).toBe(1);
  expect(await count({ matrixNumber: 2 })).toBe(1);
});

test('one’s own feedback can be taken back until it is answered; its text is gone', async () => {
  const { tenant, officer, first } = await foundation();
  const teacher = await tenant.endUser();
  const other = await tenant.endUser();
  const mine = await give(teacher, { matrixId: first, text: 'Never mind' });
  const withdraw = (actor: Actor, { id }: Given) =>
    outcomeOf(actor, 'withdrawMatrixFeedback', { matrixFeedbackId: id });
  expect(await withdraw(other, mine)).toBe('NOT_FOUND');
  expect(await withdraw(officer, mine)).toBe('NOT_FOUND');
  expect(await withdraw(teacher, mine)).toBe('DONE');
  expect(await withdraw(teacher, mine)).toBe('CONFLICT');
  expect(await officer.ask(LIST, { filter: { state: 'WITHDRAWN' } })).toMatchObject({
    matrixFeedback: { totalCount: 1, nodes: [{ text: null }] },
  });
  const answered = await give(teacher, { matrixId: first, text: 'Do mind' });
  const year = await begin(officer, 2026);
  expect(await assess(officer, mine, 'DECLINED')).toBe('CONFLICT');
  expect(await assess(officer, answered, 'LATER')).toBe('DONE');
  expect(await withdraw(teacher, answered)).toBe('CONFLICT');
  expect(await conclude(officer, year)).toBe('DONE');
});

test('the next assessment is due a year after the first adoption or the last assessment', async () => {
  const empty = await (await world.tenant()).controller();
  expect(await empty.ask(DUE)).toEqual({
    matrixAssessmentDue: { lastConcludedAt: null, dueAt: null, isOverdue: false },
  });
  const { tenant, officer } = await foundation();
  const teacher = await tenant.endUser();
  await tenant.rows(`update matrix set adopted_at = '2024-03-01T00:00:00Z' where adopted_at is not null`);
  expect(await teacher.ask(DUE)).toEqual({
    matrixAssessmentDue: { lastConcludedAt: null, dueAt: '2025-03-01T00:00:00.000Z', isOverdue: true },
  });
  expect(await conclude(officer, await begin(officer, 2026))).toBe('DONE');
  expect(await teacher.ask(DUE)).toMatchObject({
    matrixAssessmentDue: { lastConcludedAt: expect.any(String), isOverdue: false },
  });
});

test.each([
  ['nothing', { text: ' ' }, 'INVALID'],
  ['a role that the version has not', { role: 'nobody' }, 'INVALID'],
  ['a function that the version has not', { function: 'nobody' }, 'INVALID'],
  ['a function and a role', { function: 'concierge', role: 'map' }, 'INVALID'],
  ['a version that there is not', { matrixId: toGlobalId('Matrix', newId()) }, 'NOT_FOUND'],
])('feedback on %s is refused', async (_name, wrong, code) => {
  const { tenant, first } = await foundation();
  const teacher = await tenant.endUser();
  const right = { matrixId: first, text: 'Well made' };
  expect(await outcomeOf(teacher, 'giveMatrixFeedback', { ...right, ...wrong })).toBe(code);
  expect(await outcomeOf(teacher, 'giveMatrixFeedback', right)).toBe('DONE');
});

test('others see neither feedback nor how many there are, and do not assess; another tenant’s is not there', async () => {
  const { tenant, officer, first, second } = await foundation();
  const teacher = await tenant.endUser();
  const mine = await give(teacher, { matrixId: first, text: 'Between us' });
  const year = await begin(officer, 2026);
  const seen = { matrixFeedback: { totalCount: 1, nodes: [{ text: 'Between us', author: expect.anything() }] } };
  expect(await teacher.ask(LIST)).toEqual(seen);
  expect(await officer.ask(LIST)).toEqual(seen);
  const other = await tenant.endUser();
  expect(await other.ask(LIST)).toEqual({ matrixFeedback: { totalCount: 0, nodes: [] } });
  const foreign = await (await world.tenant()).controller();
  expect(await foreign.ask(LIST)).toEqual({ matrixFeedback: { totalCount: 0, nodes: [] } });
  expect(await foreign.ask('{ matrixAssessments { year } }')).toEqual({ matrixAssessments: [] });
  const operator = await tenant.operator();
  for (const query of [LIST, DUE, '{ matrixAssessments { year } }']) {
    expect(await outcomeOfQuery(operator, query)).toBe('FORBIDDEN');
  }
  expect(await outcomeOf(operator, 'giveMatrixFeedback', { matrixId: first, text: 'Hello' })).toBe('FORBIDDEN');
  expect(await outcomeOf(operator, 'withdrawMatrixFeedback', { matrixFeedbackId: mine.id })).toBe('FORBIDDEN');
  for (const actor of [teacher, await tenant.unitAdministrator()]) {
    expect(await outcomeOf(actor, 'beginMatrixAssessment', { year: 2027 })).toBe('FORBIDDEN');
    expect(await assess(actor, mine, 'ACCEPTED')).toBe('FORBIDDEN');
    expect(await conclude(actor, year)).toBe('FORBIDDEN');
  }
  expect(await outcomeOf(foreign, 'giveMatrixFeedback', { matrixId: first, text: 'Hello' })).toBe('NOT_FOUND');
  expect(await conclude(foreign, year)).toBe('NOT_FOUND');
  await begin(foreign, 2026);
  expect(await assess(foreign, mine, 'ACCEPTED')).toBe('NOT_FOUND');
  expect(await assess(officer, mine, 'ACCEPTED')).toBe('DONE');
  const foreignVersion = await drafted(foreign);
  expect(await conclude(officer, year, { matrixId: foreignVersion.id })).toBe('NOT_FOUND');
  expect(await conclude(officer, year, { matrixId: second })).toBe('DONE');
  const looks = await tenant.rows<{ person_ids: string[] }>(
    `select person_ids from log_entry where action = 'person.read' and actor_account_id = $1`,
    [officer.ids?.accountId],
  );
  expect(looks.flatMap((look) => look.person_ids)).toContain(teacher.ids?.personId);
});
