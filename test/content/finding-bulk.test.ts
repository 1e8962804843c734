import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { ended } from '../rights/export.flow.js';
import { addComment, commentsOn, editComment } from './comments.js';
import { eventually, text, upload } from './files.js';
import { decide, decideMany, findingsOf, preview, screened } from './screenings.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  await world.app.startJobs();
});

afterAll(() => world.close());

const MAIL = 'kari.nordmann@eksempel.no';
const OTHER = 'per.hansen@eksempel.no';

async function pupilAndController() {
  const pupil = await school.endUser();
  const personId = pupil.ids?.personId ?? '';
  return { pupil, controller: await school.controller(), personId, gid: personGid(personId) };
}

const contentOf = async (uploadId: string | undefined): Promise<string | null> => {
  const stream = await world.app.blobs.read(school.id, `files/${parseGlobalId(uploadId ?? '')?.id}`);
  return stream && readText(stream);
};

describe('many findings at once', () => {
  test('are purged exactly as they were previewed, with earlier versions and archives', async () => {
    const { pupil, controller, personId, gid } = await pupilAndController();
    const { comment } = await addComment(controller, gid, `Ring ${OTHER}`);
    await editComment(controller, comment?.id, `Skriv ${MAIL}`);
    await upload(controller, text(`Mail ${MAIL}`), { personId: gid });
    await screened(world, school.id);
    const operation = await school.insert('operation', { id: crypto.randomUUID(), kind: 'EXPORT', state: 'SUCCEEDED' });
    const archive = { operation_id: operation, person_id: personId, size: 1, sha256: 'a'.repeat(64) };
    await school.insert('export_archive', {
      ...archive,
      blob_name: `exports/${personId}/x.zip`,
      expires_at: '2099-01-01',
    });
    const input = { decision: 'PURGE', filter: { personId: gid } };
    const shown = await preview(controller, input);
    expect(shown).toMatchObject({
      findings: 3,
      comments: 1,
      files: 1,
      persons: 1,
      earlierVersions: 1,
      archives: 1,
      held: 0,
    });
    const stale = { ...input, token: 'a'.repeat(64) };
    expect((await decideMany(controller, stale)).userErrors).toMatchObject([
      { code: 'CONFLICT', field: ['input', 'token'] },
    ]);
    const key = { ...input, token: shown.token, idempotencyKey: 'once' };
    const work = await decideMany(controller, key);
    expect(work.userErrors).toEqual([]);
    expect((await decideMany(controller, key)).operation).toEqual(work.operation);
    expect(await ended(controller, work.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED' });
    expect(await commentsOn(pupil, gid)).toMatchObject([{ body: null }]);
    const { person } = await pupil.ask<{ person: { uploads: { nodes: object[] } } }>(
      `query($id: ID!) { person(id: $id) { uploads(first: 5) { nodes {
        state fileName downloadUrl sha256 tombstones { act kinds reason } } } } }`,
      { id: gid },
    );
    expect(person.uploads.nodes).toEqual([
      {
        state: 'PURGED',
        fileName: '▇.txt',
        downloadUrl: null,
        sha256: null,
        tombstones: [{ act: 'PURGED', kinds: ['EMAIL'], reason: 'Not needed' }],
      },
    ]);
    const left = await school.rows('select 1 from export_archive where person_id = $1 and expires_at > now()', [
      personId,
    ]);
    expect(left).toEqual([]);
    expect(await findingsOf(controller, { personId: gid, states: ['OPEN'] })).toEqual([]);
    expect(JSON.stringify(await school.rows('select details from log_entry'))).not.toContain('eksempel.no');
  });

  test('leave alone what a hold keeps, and what was found since', async () => {
    const { controller, personId, gid } = await pupilAndController();
    const free = await pupilAndController();
    await addComment(controller, gid, `Ring ${OTHER}`);
    await addComment(controller, free.gid, `Skriv ${MAIL}`);
    await screened(world, school.id);
    const hold = { id: crypto.randomUUID(), person_id: personId, category: 'FREE_TEXT', ground: 'A case' };
    await school.insert('legal_hold', { ...hold, placed_by_account_id: controller.ids?.accountId });
    const [kept] = await findingsOf(controller, { personId: gid });
    const [other] = await findingsOf(controller, { personId: free.gid });
    expect((await decide(controller, 'purgeFinding', kept)).userErrors).toMatchObject([{ code: 'LEGAL_HOLD' }]);
    const input = { decision: 'REDACT', findingIds: [kept?.id, other?.id] };
    const shown = await preview(controller, input);
    expect(shown).toMatchObject({ findings: 1, held: 1 });
    expect((await decide(controller, 'dismissFinding', other)).userErrors).toEqual([]);
    expect((await decideMany(controller, { ...input, token: shown.token })).userErrors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('Preview') },
    ]);
  });

  test('are dismissed everywhere, and from then on', async () => {
    const { controller, gid } = await pupilAndController();
    const second = await pupilAndController();
    const value = 'post@skolen.example';
    await addComment(controller, gid, `Svar ${value}`);
    await screened(world, school.id);
    const [finding] = await findingsOf(controller, { personId: gid });
    expect(
      (await decide(controller, 'dismissFinding', finding, { reason: 'Ours', everywhere: true })).userErrors,
    ).toEqual([]);
    await addComment(controller, second.gid, `Skriv til ${value}`);
    await screened(world, school.id);
    const [later] = await findingsOf(controller, { personId: second.gid });
    expect(later).toMatchObject({ state: 'DISMISSED', reason: 'Ours' });
    expect((await decide(controller, 'reopenFinding', later)).finding).toMatchObject({ state: 'OPEN' });
  });
});

describe('a file', () => {
  test('that is text is written anew without the value; its other findings stay', async () => {
    const { controller, gid } = await pupilAndController();
    const { upload: file } = await upload(controller, text(`Mail ${MAIL}\nog ${OTHER}.\nIgjen ${MAIL}`), {
      personId: gid,
    });
    await screened(world, school.id);
    const found = await findingsOf(controller, { personId: gid });
    expect(found).toHaveLength(3);
    expect(await decide(controller, 'redactFinding', found[0])).toMatchObject({
      finding: { state: 'REDACTED' },
      userErrors: [],
    });
    const hidden = '▇'.repeat(MAIL.length);
    expect(await contentOf(file?.id)).toBe(`Mail ${hidden}\nog ${OTHER}.\nIgjen ${hidden}`);
    await screened(world, school.id);
    expect(await findingsOf(controller, { personId: gid, states: ['OPEN'] })).toMatchObject([{ id: found[1]?.id }]);
    const { node } = await controller.ask<{ node: { sha256: string; byteSize: number } }>(
      'query($id: ID!) { node(id: $id) { ... on Upload { sha256 byteSize } } }',
      { id: file?.id },
    );
    expect(node.sha256).not.toBe(file?.sha256);
    expect(node.byteSize).toBe(Buffer.byteLength((await contentOf(file?.id)) ?? ''));
  });

  test('whose value cannot be taken out is refused, and purged with all that is stored of it', async () => {
    const { controller, gid } = await pupilAndController();
    const old = { ...text(''), content: Buffer.from(`Skriv på norsk til ${MAIL}`, 'latin1') };
    const { upload: file } = await upload(controller, old, { personId: gid });
    await screened(world, school.id);
    const [finding] = await findingsOf(controller, { personId: gid });
    expect((await decide(controller, 'redactFinding', finding)).userErrors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('Purge') },
    ]);
    expect((await decide(controller, 'purgeFinding', finding)).userErrors).toEqual([]);
    await eventually(async () => (await contentOf(file?.id)) === null);
  });
});
