import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { addComment, commentsOn, editComment } from './comments.js';
import { text, upload } from './files.js';
import { decide, findingsOf, screened } from './screenings.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  await world.app.startJobs();
});

afterAll(() => world.close());

async function pupilAndController() {
  const pupil = await school.endUser();
  return { pupil, controller: await school.controller(), gid: personGid(pupil.ids?.personId ?? '') };
}

const MAIL = 'kari.nordmann@eksempel.no';
const OTHER = 'per.hansen@eksempel.no';

describe('what is written about a person', () => {
  test('is screened, and told to the controller where it stands', async () => {
    const { controller, gid } = await pupilAndController();
    const { comment } = await addComment(controller, gid, `Svar til ${MAIL} innen fredag.`);
    const { upload: file } = await upload(controller, text(`Hei\nSkriv til ${OTHER} da.`), { personId: gid });
    await screened(world, school.id);
    const found = await findingsOf(controller, { personId: gid });
    expect(found).toMatchObject([
      {
        kind: 'EMAIL',
        state: 'OPEN',
        content: 'COMMENT',
        comment: { id: comment?.id },
        upload: null,
        person: { id: gid },
        commentVersion: 1,
        place: { part: 'BODY', line: 1, start: 9, end: 9 + MAIL.length },
        excerpt: { text: `Svar til ${MAIL} innen fredag.`, start: 9, end: 9 + MAIL.length, isRedacted: false },
      },
      {
        kind: 'EMAIL',
        content: 'ATTACHMENT',
        upload: { id: file?.id },
        place: { part: 'BODY', line: 2, start: 10 },
        excerpt: { text: expect.stringContaining(`Skriv til ${'▇'.repeat(OTHER.length)} da.`), isRedacted: true },
      },
    ]);
    const rows = await school.rows('select * from finding');
    expect(JSON.stringify(rows)).not.toContain('eksempel.no');
  });

  test('is understood in a table by the head of its column', async () => {
    const { controller, gid } = await pupilAndController();
    const table = text('Rom,Fødselsdato,Møte\n12,2011-03-04,2026-03-04\n', 'klasse.csv', 'text/csv');
    await upload(controller, table, { personId: gid });
    await screened(world, school.id);
    expect(await findingsOf(controller, { personId: gid })).toMatchObject([
      { kind: 'BIRTH_DATE', place: { part: 'BODY', row: 2, column: 2, start: 0, end: 10 } },
    ]);
  });

  test('keeps what was decided when it is screened again, and in the next version', async () => {
    const { controller, gid } = await pupilAndController();
    const { comment } = await addComment(controller, gid, `Post: ${MAIL} og ${OTHER}`);
    await screened(world, school.id);
    const [first] = await findingsOf(controller, { personId: gid });
    expect(await decide(controller, 'dismissFinding', first)).toMatchObject({
      finding: { state: 'DISMISSED', reason: 'Not needed', decidedBy: { id: expect.any(String) } },
      userErrors: [],
    });
    await controller.ask('mutation { screenAgain(input: {}) { contents userErrors { code } } }');
    await screened(world, school.id);
    expect((await findingsOf(controller, { personId: gid })).map(({ state }) => state)).toEqual(['DISMISSED', 'OPEN']);
    await editComment(controller, comment?.id, `Ny tekst, fortsatt ${MAIL} og ${OTHER}`);
    await screened(world, school.id);
    const now = await findingsOf(controller, { personId: gid, inEarlierVersion: false });
    expect(now.map(({ state, commentVersion }) => [state, commentVersion])).toEqual([
      ['DISMISSED', 2],
      ['OPEN', 2],
    ]);
    expect(await findingsOf(controller, { personId: gid, inEarlierVersion: true })).toHaveLength(2);
    const again = await decide(controller, 'reopenFinding', now[0]);
    expect(again).toMatchObject({ finding: { state: 'OPEN', reason: null, decidedBy: null } });
    expect((await decide(controller, 'reopenFinding', again.finding ?? undefined)).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
    expect((await decide(controller, 'dismissFinding', now[0])).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
  });

  test('is redacted in every version, and tells so in place', async () => {
    const { pupil, controller, gid } = await pupilAndController();
    const { comment } = await addComment(controller, gid, `Ring ${OTHER} eller ${MAIL}`);
    await screened(world, school.id);
    await editComment(controller, comment?.id, `Skriv ${MAIL}`);
    await screened(world, school.id);
    const [finding] = await findingsOf(controller, { personId: gid, inEarlierVersion: false });
    expect((await decide(controller, 'redactFinding', finding)).userErrors).toEqual([]);
    await screened(world, school.id);
    const { node } = await pupil.ask<{ node: object }>(
      `query($id: ID!) { node(id: $id) { ... on Comment { body version tombstones { act kinds findings earlierVersions reason }
        earlierVersions(first: 5) { nodes { version body } } screening { state } } } }`,
      { id: comment?.id },
    );
    const hidden = '▇'.repeat(MAIL.length);
    expect(node).toEqual({
      body: `Skriv ${hidden}`,
      version: 3,
      tombstones: [{ act: 'REDACTED', kinds: ['EMAIL'], findings: 2, earlierVersions: 1, reason: 'Not needed' }],
      earlierVersions: { nodes: [{ version: 1, body: `Ring ${OTHER} eller ${hidden}` }] },
      screening: null,
    });
    expect(
      (await findingsOf(controller, { personId: gid, states: ['OPEN'] })).map(({ excerpt }) => excerpt?.text),
    ).toEqual([`Ring ${OTHER} eller ${hidden}`]);
    expect((await editComment(controller, comment?.id, 'late', 2)).userErrors).toMatchObject([
      { code: 'STALE_VERSION' },
    ]);
    const data = await pupil.ask<{ viewer: { myData: { element: string; valueLabels: string[] }[] } }>(
      '{ viewer { myData { element valueLabels } } }',
    );
    expect(data.viewer.myData).toContainEqual({ element: 'content_tombstone.kinds', valueLabels: ['E-mail address'] });
  });

  test('is purged with what it said before, and cannot be written again', async () => {
    const { pupil, controller, gid } = await pupilAndController();
    const { comment } = await addComment(controller, gid, `Ring ${OTHER}`);
    await editComment(controller, comment?.id, `Skriv ${MAIL}`);
    await screened(world, school.id);
    const [finding] = await findingsOf(controller, { personId: gid });
    expect(await decide(controller, 'purgeFinding', finding)).toMatchObject({
      finding: { state: 'PURGED', excerpt: null },
    });
    expect(await commentsOn(pupil, gid)).toMatchObject([{ body: null, canEdit: false }]);
    expect(await commentsOn(controller, gid)).toMatchObject([{ body: null, canEdit: false }]);
    expect(await school.rows('select 1 from comment_version where person_id = $1', [pupil.ids?.personId])).toEqual([]);
    expect((await editComment(controller, comment?.id, 'x', 3)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect(await findingsOf(controller, { personId: gid, states: ['OPEN', 'DISMISSED'] })).toEqual([]);
  });
});
