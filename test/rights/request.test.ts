import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { acknowledgeAnnexes, mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Made {
  readonly request: {
    readonly id: string;
    readonly version: number;
    readonly receivedAt: string;
    readonly dueAt: string;
    readonly isOverdue: boolean;
  };
}

const REQUEST = 'request { id kind state version receivedAt dueAt isOverdue isRecorded details }';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const make = (actor: Actor, input: object = {}): Promise<Made> =>
  mutate<Made>(actor, 'makeRequest', { kind: 'ACCESS', ...input }, REQUEST);
const idOf = (actor: Actor) => actor.ids?.personId ?? '';
const uuid = (gid: string) => Buffer.from(gid, 'base64url').toString().split(':')[1];
const age = (gid: string, days: number) =>
  school.rows(
    `update data_subject_request set received_at = now() - make_interval(days => $2), due_at = due_at - make_interval(days => $2)
     where id = $1`,
    [uuid(gid), days],
  );

describe('a request', () => {
  test('is made, seen by the person with its deadline, and answered', async () => {
    const user = await school.endUser();
    const { request } = await make(user, { details: 'Everything, please' });
    expect(request).toMatchObject({ kind: 'ACCESS', state: 'OPEN', version: 1, isOverdue: false, isRecorded: false });
    const days = (Date.parse(request.dueAt) - Date.parse(request.receivedAt)) / 86_400_000;
    expect(days).toBeGreaterThan(27);
    expect(days).toBeLessThan(34);
    const input = { requestId: request.id, expectedVersion: 1, decision: 'GRANTED', outcome: 'Here it is.' };
    const answer = await mutate(
      controller,
      'answerRequest',
      input,
      'applied request { state outcome version closedAt }',
    );
    expect(answer).toMatchObject({ applied: false, request: { state: 'GRANTED', outcome: 'Here it is.', version: 2 } });
    expect(await outcomeOf(controller, 'answerRequest', input)).toBe('STALE_VERSION');
    expect(await outcomeOf(controller, 'answerRequest', { ...input, expectedVersion: 2 })).toBe('CONFLICT');
    const own = await user.ask(
      '{ viewer { requests(first: 5) { totalCount nodes { id state outcome details person { id } } } } }',
    );
    expect(own).toEqual({
      viewer: {
        requests: {
          totalCount: 1,
          nodes: [
            {
              id: request.id,
              state: 'GRANTED',
              outcome: 'Here it is.',
              details: 'Everything, please',
              person: { id: personGid(idOf(user)) },
            },
          ],
        },
      },
    });
  });

  test('is extended once, by two months, before it is due and with a reason', async () => {
    const { request } = await make(await school.endUser());
    const input = { requestId: request.id, expectedVersion: 1, reason: 'Many files' };
    expect(await outcomeOf(controller, 'extendRequest', { ...input, reason: '  ' })).toBe('INVALID');
    const extended = await mutate<Made>(
      controller,
      'extendRequest',
      input,
      'request { dueAt extensionReason version }',
    );
    const days = (Date.parse(extended.request.dueAt) - Date.parse(request.receivedAt)) / 86_400_000;
    expect(days).toBeGreaterThan(88);
    expect(days).toBeLessThan(96);
    expect(await outcomeOf(controller, 'extendRequest', { ...input, expectedVersion: 2 })).toBe('CONFLICT');
    const late = await make(await school.endUser());
    await age(late.request.id, 40);
    expect(await outcomeOf(controller, 'extendRequest', { ...input, requestId: late.request.id })).toBe('CONFLICT');
  });

  test('that is overdue is found, first due first', async () => {
    const fresh = await world.tenant();
    const chief = await fresh.controller();
    const [early, late] = [await make(await fresh.endUser()), await make(await fresh.endUser(), { kind: 'ERASURE' })];
    await fresh.rows(`update data_subject_request set due_at = now() - interval '1 hour' where id = $1`, [
      uuid(late.request.id),
    ]);
    const ids = async (filter: object) =>
      (
        await chief.ask<{ dataSubjectRequests: { nodes: { id: string; isOverdue: boolean }[] } }>(
          'query($filter: RequestFilter) { dataSubjectRequests(first: 10, filter: $filter) { nodes { id isOverdue } } }',
          { filter },
        )
      ).dataSubjectRequests.nodes;
    expect(await ids({})).toEqual([
      { id: late.request.id, isOverdue: true },
      { id: early.request.id, isOverdue: false },
    ]);
    expect(await ids({ overdue: true })).toEqual([{ id: late.request.id, isOverdue: true }]);
    expect(await ids({ overdue: false })).toEqual([{ id: early.request.id, isOverdue: false }]);
    expect(await ids({ kind: 'ERASURE', state: 'OPEN' })).toHaveLength(1);
    expect(await ids({ state: 'GRANTED' })).toEqual([]);
    expect(await ids({ personId: 'nonsense' })).toEqual([]);
  });

  test('is recorded for somebody, from the day on which it came', async () => {
    const personId = personGid(await school.person());
    const receivedAt = new Date(Date.now() - 10 * 86_400_000).toISOString();
    const recorded = await mutate<Made>(
      controller,
      'recordRequest',
      { kind: 'OBJECTION', personId, receivedAt, details: 'By letter' },
      REQUEST,
    );
    expect(recorded).toMatchObject({ request: { kind: 'OBJECTION', receivedAt, isRecorded: true }, userErrors: [] });
    for (const day of [-400, 1]) {
      const at = new Date(Date.now() + day * 86_400_000).toISOString();
      expect(await outcomeOf(controller, 'recordRequest', { kind: 'ACCESS', personId, receivedAt: at })).toBe(
        'INVALID',
      );
    }
  });

  test('is withdrawn by the person, or by the controller for the person', async () => {
    const user = await school.endUser();
    const input = { requestId: (await make(user)).request.id, expectedVersion: 1 };
    expect(await outcomeOf(user, 'withdrawRequest', input)).toBe('DONE');
    expect(await outcomeOf(user, 'withdrawRequest', { ...input, expectedVersion: 2 })).toBe('CONFLICT');
    const second = { requestId: (await make(user)).request.id, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'withdrawRequest', second)).toBe('DONE');
  });

  test.each([
    [{ kind: 'ACCESS', element: 'person.email' }, 'INVALID'],
    [{ kind: 'RECTIFICATION', proposedValue: 'x' }, 'INVALID'],
    [{ kind: 'RECTIFICATION', element: 'person.shoeSize' }, 'NOT_FOUND'],
    [{ kind: 'RECTIFICATION', element: 'person.email', details: 'x'.repeat(4001) }, 'INVALID'],
    [{ kind: 'RECTIFICATION', details: 'My whole name is wrong' }, 'DONE'],
  ])('%j ends with %s', async (input, outcome) => {
    expect(await outcomeOf(await school.endUser(), 'makeRequest', input)).toBe(outcome);
  });

  test('is one of fifty open ones at most', async () => {
    const user = await school.endUser();
    for (let i = 0; i < 49; i += 1) {
      await school.insert('data_subject_request', { person_id: idOf(user), kind: 'ACCESS', due_at: new Date() });
    }
    expect(await outcomeOf(user, 'makeRequest', { kind: 'ACCESS' })).toBe('DONE');
    expect(await outcomeOf(user, 'makeRequest', { kind: 'ACCESS' })).toBe('QUOTA_EXCEEDED');
  });
});

describe('a rectification that is granted', () => {
  const grant = (requestId: string, more: object = {}) =>
    mutate<{ applied: boolean }>(
      controller,
      'answerRequest',
      { requestId, expectedVersion: 1, decision: 'GRANTED', outcome: 'Corrected.', ...more },
      'applied request { state }',
    );
  const emailOf = async (actor: Actor) =>
    (
      await school.rows<{ email: string; family_name: string }>('select email, family_name from person where id = $1', [
        idOf(actor),
      ])
    )[0];

  test('is written, normalised', async () => {
    const user = await school.endUser();
    const { request } = await make(user, {
      kind: 'RECTIFICATION',
      element: 'person.email',
      proposedValue: 'New@Example.org',
    });
    expect(await grant(request.id)).toEqual({ applied: true, request: { state: 'GRANTED' }, userErrors: [] });
    expect(await emailOf(user)).toMatchObject({ email: 'new@example.org' });
  });

  test('answers what `correctProfile` passed on', async () => {
    const user = await school.endUser();
    const { requestId } = await mutate<{ requestId: string }>(
      user,
      'correctProfile',
      { expectedVersion: 1, familyName: 'Nygård' },
      'requestId',
    );
    expect((await grant(requestId)).applied).toBe(true);
    expect(await emailOf(user)).toMatchObject({ family_name: 'Nygård' });
  });

  test('of a tenant’s own field is written too', async () => {
    const field = await mutate<{ field: { id: string } }>(
      controller,
      'createField',
      {
        key: 'shoeSize',
        label: 'Shoe size',
        type: 'NUMBER',
        registers: ['STUDENT'],
        category: 'OTHER',
        purposes: ['ADMINISTRATION'],
        retention: 'WHILE_ACTIVE',
      },
      'field { id }',
    );
    expect(field.userErrors).toEqual([]);
    await acknowledgeAnnexes(controller);
    const fieldId = uuid(field.field.id) ?? '';
    const user = await school.endUser();
    const element = `field:${fieldId}#OTHER`;
    const { request } = await make(user, { kind: 'RECTIFICATION', element, proposedValue: '42' });
    expect((await grant(request.id)).applied).toBe(true);
    const [card] = await school.rows<{ field_values: object }>('select field_values from person where id = $1', [
      idOf(user),
    ]);
    expect(card?.field_values).toEqual({ [fieldId]: 42 });
  });

  test('leaves what a source system owns to the source, and what the controller writes by hand to it', async () => {
    const user = await school.endUser({ email: 'old@example.org', valueSources: { email: 'Primus' } });
    const { request } = await make(user, {
      kind: 'RECTIFICATION',
      element: 'person.email',
      proposedValue: 'new@example.org',
    });
    expect(await grant(request.id)).toMatchObject({ applied: false, request: { state: 'GRANTED' } });
    expect(await emailOf(user)).toMatchObject({ email: 'old@example.org' });
    const other = await school.endUser({ email: 'old@example.org' });
    const second = await make(other, {
      kind: 'RECTIFICATION',
      element: 'person.email',
      proposedValue: 'new@example.org',
    });
    expect(await grant(second.request.id, { apply: false })).toMatchObject({ applied: false });
    expect(await emailOf(other)).toMatchObject({ email: 'old@example.org' });
  });

  test('that cannot be written is not granted, and can be refused', async () => {
    const user = await school.endUser({ email: 'old@example.org' });
    const { request } = await make(user, { kind: 'RECTIFICATION', element: 'person.email', proposedValue: 'nobody' });
    expect((await grant(request.id)).userErrors).toMatchObject([{ code: 'INVALID' }]);
    const refused = { requestId: request.id, expectedVersion: 1, decision: 'REFUSED', outcome: 'Not an address.' };
    expect(await outcomeOf(controller, 'answerRequest', refused)).toBe('DONE');
    expect(await emailOf(user)).toMatchObject({ email: 'old@example.org' });
  });
});
