import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tammejoe } from '../../src/development/demo/tammejoe.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { Demo, peopleSeenBy, sees } from './demo.js';

/** A school with few administrators and observers, and focused roles in their place: rows ST-1…ST-11. */
let demo: Demo;
let officer: Actor;
let administrator: Actor;
let teacher: Actor;

beforeAll(async () => {
  demo = await Demo.open(tammejoe);
  officer = await demo.as('tiina-varblane-roos');
  administrator = await demo.as('indrek-pajula');
  teacher = await demo.as('toomas-kirsimae');
});

afterAll(() => demo.close());

const unitOf = (key: string) => ({ unitId: demo.gid('unit', key) });

test('ST-1, ST-2: above the cap no seat is given; the refusal says the cap and the count, which show beside the profile', async () => {
  const observer = { accountId: demo.accountGid('viive-koorits'), role: 'observer', ...unitOf('pohimaja') };
  const { userErrors } = await mutate(officer, 'grantRole', observer);
  expect(userErrors).toMatchObject([{ code: 'SEAT_LIMIT_REACHED' }]);
  const seats = '{ seats { kind limit used } }';
  expect(await administrator.ask(seats)).toEqual({
    seats: expect.arrayContaining([
      { kind: 'ADMINISTRATOR', limit: 3, used: 2 },
      { kind: 'OBSERVER', limit: 1, used: 1 },
    ]),
  });
  expect(await outcomeOf(administrator, 'setSeatCap', { kind: 'OBSERVER', maximum: 9 })).toBe('FORBIDDEN');
});

test('ST-3, ST-11: those with a seat are listed, with last visit and second factor', async () => {
  await (await demo.as('raivo-teeaar')).ask('{ viewer { accountId } }');
  const list = `{ seatHolders(first: 10) { totalCount nodes { role validFrom account {
    lastVisitAt lastSecondFactorAt person { displayName } } } } }`;
  const { seatHolders } = await officer.ask<{ seatHolders: { totalCount: number; nodes: object[] } }>(list);
  expect(seatHolders.totalCount).toBe(3);
  expect(seatHolders.nodes).toContainEqual(
    expect.objectContaining({
      role: 'observer',
      account: expect.objectContaining({ person: { displayName: 'Raivo Teeäär' } }),
    }),
  );
  expect(await teacher.ask(list)).toEqual({ seatHolders: { totalCount: 0, nodes: [] } });
});

test('ST-4: who keeps the circles’ journals sees the circles, and no class beyond', async () => {
  const keeper = await peopleSeenBy(await demo.as('viive-koorits'));
  expect(keeper).toEqual(expect.arrayContaining(['Karl Tuuleväli', 'Liisa Õunapu', 'Kirke Luigelaht']));
  for (const outside of ['Emilia Sõstar', 'Henri Metsavaht', 'Lenna Pihlakas']) expect(keeper).not.toContain(outside);
  const comment = (key: string) => ({ personId: demo.gid('person', key), body: 'Esinemine 3. detsembril.' });
  const viive = await demo.as('viive-koorits');
  expect(await outcomeOf(viive, 'addComment', comment('markus-rannamets'))).toBe('DONE');
  expect(await outcomeOf(viive, 'addComment', comment('emilia-sostar'))).toBe('NOT_FOUND');
});

test('ST-6: the head of a stage sees the classes of that stage alone', async () => {
  const head = await peopleSeenBy(await demo.as('aleksei-magi-orlov'));
  expect(head).toEqual(expect.arrayContaining(['Henri Metsavaht', 'Kirke Luigelaht', 'Marleen Saareoks']));
  for (const outside of ['Johanna Põldoja', 'Karl Tuuleväli']) expect(head).not.toContain(outside);
});

test('ST-7: a teacher sees the lists of the house and how to reach pupils and guardians, with no observer’s right', async () => {
  const query = `query($id: ID!) { person(id: $id) { displayName email birthDate
    guardians { guardian { displayName telephone } } } }`;
  const { person } = await teacher.ask<{ person: object }>(query, { id: demo.gid('person', 'johanna-poldoja') });
  expect(person).toEqual({
    displayName: 'Johanna Põldoja',
    email: 'johanna.poldoja@opilane.tammejoe.example',
    birthDate: null,
    guardians: [{ guardian: { displayName: 'Ülle Põldoja', telephone: expect.any(String) } }],
  });
  expect(await sees(teacher, demo.gid('person', 'mirtel-kaseoja'))).toBe(false);
});

test('ST-8: a request for a finer role is answered with what there is, found by comparing rights', async () => {
  const { roleRequests } = await officer.ask<{ roleRequests: { nodes: { id: string; state: string }[] } }>(
    '{ roleRequests(first: 5) { nodes { id state reason } } }',
  );
  const [request] = roleRequests.nodes;
  expect(request).toMatchObject({ state: 'REQUESTED' });
  const options = 'query($id: ID!) { roleRequestOptions(roleRequestId: $id) { options { role { key } isComplete } } }';
  const found = await officer.ask<{
    roleRequestOptions: { options: { role: { key: string }; isComplete: boolean }[] };
  }>(options, {
    id: request?.id,
  });
  const complete = found.roleRequestOptions.options.filter(({ isComplete }) => isComplete).map(({ role }) => role.key);
  expect(complete).toContain('stage_head');
  const answer = { roleRequestId: request?.id, answer: 'EXISTING_ROLE', role: 'stage_head' };
  expect(await outcomeOf(teacher, 'answerRoleRequest', answer)).toBe('FORBIDDEN');
  expect(await outcomeOf(officer, 'answerRoleRequest', answer)).toBe('DONE');
});

test('ST-9: administrators and observers are under review; whoever is not needed any more loses the seat', async () => {
  const campaigns = '{ accessReviews(first: 1) { nodes { id state totals { items open } } } }';
  expect(await outcomeOfQuery(teacher, campaigns)).toBe('FORBIDDEN');
  const { accessReviews } = await officer.ask<{ accessReviews: { nodes: { id: string; totals: object }[] } }>(
    campaigns,
  );
  const [review] = accessReviews.nodes;
  expect(review?.totals).toEqual({ items: 3, open: 3 });
  const items = 'query($id: ID!) { accessReviewItems(reviewId: $id, first: 10) { nodes { id role } } }';
  const { accessReviewItems } = await officer.ask<{ accessReviewItems: { nodes: { id: string; role: string }[] } }>(
    items,
    { id: review?.id },
  );
  const raivo = await demo.as('raivo-teeaar');
  const pupil = demo.gid('person', 'johanna-poldoja');
  expect(await sees(raivo, pupil)).toBe(true);
  const item = accessReviewItems.nodes.find(({ role }) => role === 'observer');
  const decision = { itemId: item?.id, decision: 'REVOKE', reason: 'Vaatlejaõigust pole enam vaja.' };
  expect(await outcomeOf(raivo, 'decideReviewItem', decision)).toBe('FORBIDDEN');
  expect(await outcomeOf(officer, 'decideReviewItem', decision)).toBe('DONE');
  expect(await sees(raivo, pupil)).toBe(false);
});
