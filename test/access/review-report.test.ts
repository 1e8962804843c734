import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { erased, recordProcessor } from '../rights/erasure.flow.js';
import { accountGid, drafted } from './matrix.samples.js';
import { comesDue, decide, inDays, itemOf, started, TOTALS } from './review.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.signIn(await school.person({ givenName: 'Mart', familyName: 'Tamm', register: 'STAFF' }), [
    { role: 'controller' },
  ]);
});

afterAll(() => world.close());

const get = (actor: Actor, { id }: { id: string }, extension: string, lang = 'en'): Promise<Response> =>
  fetch(`${world.url}/access-reviews/${id}/report.${extension}?lang=${lang}`, {
    headers: { authorization: `Bearer ${actor.token}` },
  });

test('the report counts every decision and says who took it, as data and as documents; an erasure leaves its numbers', async () => {
  const names = ['Kept', 'Revoked', 'Changed', 'Frozen', 'Restored', 'Ended'];
  const holders = new Map<string, Actor>();
  for (const givenName of names) holders.set(givenName, await school.teacher({ givenName, familyName: 'Kask' }));
  const review = await started(controller, { name: 'Sügis', roles: ['teacher', 'controller'] });
  const idOf = async (name: string): Promise<string> =>
    (await itemOf(controller, review, holders.get(name) as Actor)).id;
  await decide(controller, await idOf('Kept'), { decision: 'KEEP', reason: 'Teaches class 4' });
  await decide(controller, await idOf('Revoked'), { decision: 'REVOKE', reason: 'Left' });
  await decide(controller, await idOf('Changed'), { decision: 'CHANGE', validUntil: inDays(40) });
  const ended = await itemOf(controller, review, holders.get('Ended') as Actor);
  await mutate(controller, 'revokeRole', { roleGrantId: ended.grant?.id });
  await comesDue(school);
  await mutate(controller, 'restoreReviewedRight', { itemId: await idOf('Restored'), reason: 'Teaches class 5' });
  const report = `query($id: ID!) { accessReview(id: $id) { state pdfPath htmlPath ${TOTALS} } }`;
  const totals = { items: 7, open: 0, overdue: 1, frozen: 1, kept: 1, revoked: 1, changed: 1, restored: 1, ended: 1 };
  expect(await controller.ask(report, { id: review.id })).toEqual({
    accessReview: {
      state: 'CLOSED',
      pdfPath: `/access-reviews/${review.id}/report.pdf`,
      htmlPath: `/access-reviews/${review.id}/report.html`,
      totals,
    },
  });
  const undecided = await controller.ask(
    `query($id: ID!) { accessReviewItems(reviewId: $id, outcomes: [FROZEN, OVERDUE], first: 10,
      orderBy: { field: GRANTED_AT, direction: DESC }) { totalCount } }`,
    { id: review.id },
  );
  expect(undecided).toEqual({ accessReviewItems: { totalCount: 2 } });
  const pdf = await get(controller, review, 'pdf');
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.arrayBuffer())), {
    mergePages: true,
  });
  for (const words of ['Sügis', 'Kept Kask', 'Teaches class 4', 'Mart Tamm', 'Not decided in time: without effect']) {
    expect(text).toContain(words);
  }
  const page = await (await get(controller, review, 'html', 'et')).text();
  for (const words of ['Taastatud', 'Ülevaatus 1', 'Restored Kask', 'Õpetaja', 'Viimane kasutus'])
    expect(page).toContain(words);
  const [entry] = await school.rows<{ person_ids: string[] }>(
    `select person_ids from log_entry where details ->> 'change' = 'report read' order by at desc limit 1`,
  );
  expect(entry?.person_ids).toHaveLength(6);

  const personId = holders.get('Kept')?.ids?.personId ?? '';
  await recordProcessor(world);
  await world.app.startJobs();
  await erased(controller, personId);
  expect(await controller.ask(report, { id: review.id })).toMatchObject({ accessReview: { totals } });
  const after = await (await get(controller, review, 'html')).text();
  expect(after).toContain('Erased');
  expect(after).not.toContain('Kept Kask');
  expect(after).not.toContain('Teaches class 4');
});

test('the report names roles and job functions as the matrix does', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const { id } = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 1 });
  const holder = await tenant.endUser({ register: 'STAFF' });
  const personId = personGid(holder.ids?.personId ?? '');
  await mutate(officer, 'assignFunction', { personId, function: 'lio_stagiaire', acknowledgesGuidance: true });
  await mutate(officer, 'grantRole', { accountId: accountGid(holder), role: 'leerkracht' });
  const page = await (await get(officer, await started(officer, { roles: ['leerkracht'] }), 'html')).text();
  for (const words of ['Lio-stagiaire', 'Leerkracht, groepsautorisatie aan']) expect(page).toContain(words);
});
