import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';
import { comesDue, decide, inDays, itemOf, itemsOf, reads, started, TOTALS } from './review.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let colleague: Actor;
let unitId: string;
let pupil: string;

beforeAll(async () => {
  world = await World.open();
});

beforeEach(async () => {
  school = await world.tenant();
  [controller, colleague] = [await school.controller(), await school.controller()];
  unitId = toGlobalId('Unit', school.unitId);
  pupil = personGid(await school.person());
  await adopted(controller, [
    roleInput('helper'),
    roleInput('granter', {
      actions: ['role.grant', 'invitation.manage'],
      rights: ['person.read', 'person.update'].map((action) => ({
        action,
        about: 'PERSONS',
        categories: ['NAME', 'CONTACT', 'SIGN_IN'],
      })),
    }),
  ]);
});

afterAll(() => world.close());

async function holding(role: string, holder?: Actor): Promise<Actor> {
  const actor = holder ?? (await school.endUser({ register: 'STAFF' }));
  const { userErrors } = await mutate(controller, 'grantRole', { accountId: accountGid(actor), role, unitId });
  expect(userErrors).toEqual([]);
  return actor;
}

const effects = (holder: Actor): Promise<object> =>
  holder.ask('{ viewer { roleGrants { role effect { state reasons message } } } }');

test('what nobody decided on in time has no effect, with no job having run, and says so; one click restores it', async () => {
  const [missed, kept] = [await holding('helper'), await holding('helper')];
  const review = await started(controller, { roles: ['helper'] });
  const item = await itemOf(controller, review, missed);
  await decide(controller, (await itemOf(controller, review, kept)).id, { decision: 'KEEP', reason: 'Helps' });
  expect([await reads(missed, pupil), await reads(kept, pupil)]).toEqual([true, true]);
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: item.id, reason: 'Early' })).toBe('CONFLICT');
  await comesDue(school);
  expect([await reads(missed, pupil), await reads(kept, pupil)]).toEqual([false, true]);
  expect(await effects(missed)).toEqual({
    viewer: {
      roleGrants: [
        {
          role: 'helper',
          effect: {
            state: 'NOT_IN_EFFECT',
            reasons: ['REVIEW_MISSED'],
            message: 'Nobody decided on the role in time when it was reviewed. A reviewer can restore it.',
          },
        },
      ],
    },
  });
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: item.id, reason: ' ' })).toBe('INVALID');
  const restored = await mutate(
    colleague,
    'restoreReviewedRight',
    { itemId: item.id, reason: 'Was on holiday' },
    'item { outcome decision reason history { kind before reason } }',
  );
  expect(restored).toMatchObject({
    item: {
      outcome: 'RESTORED',
      decision: 'KEEP',
      reason: 'Was on holiday',
      history: [{ kind: 'RESTORE', before: 'FROZEN', reason: 'Was on holiday' }],
    },
  });
  expect(await reads(missed, pupil)).toBe(true);
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: item.id, reason: 'Again' })).toBe('CONFLICT');
  expect((await decide(controller, item.id, { decision: 'REVOKE' })).userErrors[0]?.code).toBe('CONFLICT');
  expect(
    await controller.ask(`query($id: ID!) { accessReview(id: $id) { state ${TOTALS} } }`, { id: review.id }),
  ).toEqual({
    accessReview: {
      state: 'CLOSED',
      totals: { items: 2, open: 0, overdue: 0, frozen: 0, kept: 1, revoked: 0, changed: 0, restored: 1, ended: 0 },
    },
  });
});

test('nobody restores their own right, nor one that they may not grant; it can still be revoked', async () => {
  await holding('helper', colleague);
  const holder = await holding('helper');
  const reviewer = await school.unitAdministrator();
  const review = await started(controller, { roles: ['helper'], reviewerIds: [accountGid(reviewer)] });
  const [own, other] = [await itemOf(controller, review, colleague), await itemOf(controller, review, holder)];
  await comesDue(school);
  expect(await outcomeOf(colleague, 'restoreReviewedRight', { itemId: own.id, reason: 'Mine' })).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: own.id, reason: 'Hers' })).toBe('DONE');
  expect(other.reviewer?.id).toBe(personGid(reviewer.ids?.personId ?? ''));
  expect(await outcomeOf(reviewer, 'restoreReviewedRight', { itemId: other.id, reason: 'Helps' })).toBe('FORBIDDEN');
  expect((await decide(reviewer, other.id, { decision: 'KEEP', reason: 'Helps' })).userErrors[0]?.code).toBe(
    'FORBIDDEN',
  );
  expect(await decide(reviewer, other.id, { decision: 'REVOKE' })).toMatchObject({ item: { outcome: 'REVOKED' } });
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: other.id, reason: 'Late' })).toBe('CONFLICT');
});

test('who acts for the controller is never frozen, however late: the item is overdue', async () => {
  const review = await started(controller, { roles: ['controller'] });
  await comesDue(school);
  const items = await itemsOf(controller, review);
  expect(items.map(({ outcome }) => outcome)).toEqual(['OVERDUE', 'OVERDUE']);
  expect([await reads(controller, pupil), await reads(colleague, pupil)]).toEqual([true, true]);
  const { id } = await itemOf(controller, review, colleague);
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: id, reason: 'Late' })).toBe('CONFLICT');
  expect(await decide(controller, id, { decision: 'KEEP', reason: 'Late, but needed' })).toMatchObject({
    item: { outcome: 'KEPT', history: [{ kind: 'KEEP', before: 'OVERDUE' }] },
  });
  const rows = school.rows(
    `update access_review_item set freezes_at = now(), decision = null, decided_at = null where id is not null`,
  );
  await expect(rows).rejects.toThrow(/check constraint/);
});

test('a frozen granter gives nothing away, nor does what was offered before', async () => {
  const granter = await holding('granter');
  const grant = async (): Promise<string> =>
    outcomeOf(granter, 'grantRole', {
      accountId: accountGid(await school.endUser({ register: 'STAFF' })),
      role: 'helper',
      unitId,
    });
  const invite = async (): Promise<string> => {
    const guest = { email: 'new@example.org', register: 'CONTACT', givenName: 'Nina', familyName: 'Ny' };
    const invited = await mutate<{ token: string }>(
      granter,
      'inviteUser',
      { ...guest, unitId, role: 'helper' },
      'token',
    );
    return invited.token;
  };
  const accept = async (token: string): Promise<string> => {
    const guest = new Actor(world.url, await world.issuer.token(school.slug, { subject: crypto.randomUUID() }));
    return outcomeOf(guest, 'acceptInvitation', { token });
  };
  const [before, after] = [await invite(), await invite()];
  await started(controller, { roles: ['granter'] });
  expect(await grant()).toBe('DONE');
  expect(await accept(before)).toBe('DONE');
  await comesDue(school);
  expect(await grant()).toBe('FORBIDDEN');
  expect(await accept(after)).toBe('EXPIRED');
});

test('a campaign that was withdrawn, or moved to a later day, freezes nothing', async () => {
  const holder = await holding('helper');
  const withdrawn = await started(controller, { roles: ['helper'] });
  await mutate(controller, 'withdrawReview', { reviewId: withdrawn.id });
  await comesDue(school);
  expect(await reads(holder, pupil)).toBe(true);
  const moved = await started(controller, { roles: ['helper'], dueAt: new Date(Date.now() + 400).toISOString() });
  const later = { reviewId: moved.id, name: 'Later', dueAt: inDays(3), expectedVersion: 1 };
  expect(await outcomeOf(controller, 'updateReview', later)).toBe('DONE');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await reads(holder, pupil)).toBe(true);
});

test('a grant under two campaigns needs a decision in each', async () => {
  const holder = await holding('helper');
  const [first, second] = [
    await started(controller, { roles: ['helper'] }),
    await started(controller, { roles: ['helper'] }),
  ];
  await decide(controller, (await itemOf(controller, first, holder)).id, { decision: 'KEEP', reason: 'Helps' });
  await comesDue(school);
  expect(await reads(holder, pupil)).toBe(false);
  const { id } = await itemOf(controller, second, holder);
  expect(await outcomeOf(controller, 'restoreReviewedRight', { itemId: id, reason: 'Helps' })).toBe('DONE');
  expect(await reads(holder, pupil)).toBe(true);
});
