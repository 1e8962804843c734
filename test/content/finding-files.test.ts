import { createHash } from 'node:crypto';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { ended } from '../rights/export.flow.js';
import { addComment, commentsOn } from './comments.js';
import { eventually, text, upload } from './files.js';
import { archive, office } from './screening/archive.js';
import { decide, decideMany, type FindingReply, findingsOf, preview, screened } from './screenings.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  await world.app.startJobs();
});

afterAll(() => world.close());

const MAIL = 'kari.nordmann@eksempel.no';
const OTHER = 'per.hansen@eksempel.no';
const hidden = (value: string) => '▇'.repeat(value.length);

const uuid = (globalId: string | undefined): string => parseGlobalId(globalId ?? '')?.id ?? '';

const contentOf = async (uploadId: string | undefined): Promise<string | null> => {
  const stream = await world.app.blobs.read(school.id, `files/${uuid(uploadId)}`);
  return stream && readText(stream);
};

const hashOf = (content: string | null) =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');

const fileOf = async (uploadId: string | undefined) =>
  (
    await controller.ask<{ node: { fileName: string; sha256: string; tombstones: readonly object[] } }>(
      'query($id: ID!) { node(id: $id) { ... on Upload { fileName sha256 tombstones { act kinds findings reason } } } }',
      { id: uploadId },
    )
  ).node;

/** Has a file screened; answers it with what was found in it. */
async function found(file: Parameters<typeof upload>[1], gid: string) {
  const { upload: stored } = await upload(controller, file, { personId: gid });
  await screened(world, school.id);
  return { id: stored?.id, findings: await findingsOf(controller, { uploadId: stored?.id }) };
}

const pupil = async (): Promise<string> => personGid(await school.person());

describe('a value in the name of a file', () => {
  test('is taken out of the name, and of the text where it stands there too', async () => {
    const { id, findings } = await found(text(`Mail ${MAIL}`, `Svar ${MAIL}.txt`), await pupil());
    expect(findings.map(({ kind, place }) => [kind, place['part']])).toEqual([
      ['EMAIL', 'FILE_NAME'],
      ['EMAIL', 'BODY'],
    ]);
    expect((await decide(controller, 'redactFinding', findings[0])).userErrors).toEqual([]);
    await screened(world, school.id);
    expect(await fileOf(id)).toEqual({
      fileName: `Svar ${hidden(MAIL)}.txt`,
      sha256: hashOf(`Mail ${hidden(MAIL)}`),
      tombstones: [{ act: 'REDACTED', kinds: ['EMAIL'], findings: 2, reason: 'Not needed' }],
    });
    expect(await findingsOf(controller, { uploadId: id, states: ['OPEN'] })).toEqual([]);
  });

  test('goes from documents as well, and from those that cannot be read, as the preview says', async () => {
    const gid = await pupil();
    const docx = `${office}.wordprocessingml.document`;
    const document = async (body: string) =>
      archive({ 'word/document.xml': `<w:p><w:t>${body}</w:t></w:p>`, '[Content_Types].xml': '<Types/>' });
    const named = async (name: string, body: string) => ({ name, type: docx, content: await document(body) });
    const only = await found(await named(`${MAIL}.docx`, 'Ingenting'), gid);
    const both = await found(await named(`${OTHER}.docx`, `Mail ${OTHER}`), gid);
    const broken = await found(
      {
        ...(await named(`Brev ${MAIL}.pdf`, '')),
        type: 'application/pdf',
        content: Buffer.from('%PDF-1.4\nnot a document\n%%EOF'),
      },
      gid,
    );
    expect([only, both, broken].map(({ findings }) => findings.length)).toEqual([1, 2, 1]);
    const input = { decision: 'REDACT', filter: { personId: gid } };
    const shown = await preview(controller, input);
    expect(shown).toMatchObject({ findings: 2, files: 2, purgeOnly: 2 });
    const { operation } = await decideMany(controller, { ...input, token: shown.token });
    expect(await ended(controller, operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED' });
    expect((await fileOf(only.id)).fileName).toBe(`${hidden(MAIL)}.docx`);
    expect((await fileOf(broken.id)).fileName).toBe(`Brev ${hidden(MAIL)}.pdf`);
    expect((await decide(controller, 'redactFinding', both.findings[0])).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
    expect((await fileOf(both.id)).fileName).toBe(`${OTHER}.docx`);
  });
});

describe('a value in a file', () => {
  test('is taken out of a page, in its text and its links', async () => {
    const page = `<p>Skriv til <a href="mailto:${MAIL}">${MAIL}</a> eller ${OTHER}</p>`;
    const { id, findings } = await found(text(page, 'side.html', 'text/html'), await pupil());
    const one = findings.find(({ excerpt }) => excerpt !== null);
    expect(findings).toHaveLength(3);
    expect((await decide(controller, 'redactFinding', one)).userErrors).toEqual([]);
    const rest = await contentOf(id);
    expect(rest).toBe(page.replaceAll(MAIL, hidden(MAIL)));
    expect((await fileOf(id)).sha256).toBe(hashOf(rest));
  });

  test('is taken out of an e-mail as it is written; of one that is encoded it is refused', async () => {
    const head = `From: ${OTHER}\r\nSubject: Hei\r\n`;
    const plain = `${head}\r\nSkriv til ${MAIL}\r\n`;
    const { id, findings } = await found(text(plain, 'brev.eml', 'message/rfc822'), await pupil());
    const inBody = (all: readonly FindingReply[]) => all.find(({ place }) => place['part'] === 'BODY');
    expect((await decide(controller, 'redactFinding', inBody(findings))).userErrors).toEqual([]);
    expect(await contentOf(id)).toBe(plain.replace(MAIL, hidden(MAIL)));
    const base64 = Buffer.from(`Skriv til ${MAIL}`).toString('base64');
    const encoded = `${head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`;
    const second = await found(text(encoded, 'brev.eml', 'message/rfc822'), await pupil());
    expect((await decide(controller, 'redactFinding', inBody(second.findings))).userErrors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('Purge') },
    ]);
    expect(await contentOf(second.id)).toBe(encoded);
  });

  test('whose redaction was cut off after the file was written is recorded by whoever comes next', async () => {
    const { id, findings } = await found(text(`Mail ${MAIL} og ${OTHER}`), await pupil());
    const rewritten = `Mail ${hidden(MAIL)} og ${OTHER}`;
    await world.app.blobs.write(school.id, `files/${uuid(id)}`, Buffer.from(rewritten), 'application/octet-stream');
    await school.rows(
      `update finding set reason = 'Asked for', decided_by_account_id = $2, decided_by_person_id = $3 where id = $1`,
      [uuid(findings[0]?.id), controller.ids?.accountId, controller.ids?.personId],
    );
    await school.rows(
      `update content_screening set state = 'PENDING', rewriting_since = now() - interval '1 hour' where upload_id = $1`,
      [uuid(id)],
    );
    await world.app.startDue();
    await eventually(async () => (await fileOf(id)).sha256 === hashOf(rewritten));
    expect(await fileOf(id)).toMatchObject({
      tombstones: [{ act: 'REDACTED', kinds: ['EMAIL'], findings: 1, reason: 'Asked for' }],
    });
    await screened(world, school.id);
    expect((await findingsOf(controller, { uploadId: id })).map(({ state }) => state)).toEqual(['REDACTED', 'OPEN']);
  });
});

test('a decision in bulk that is cancelled leaves the rest open', async () => {
  const gid = await pupil();
  const { comment: first } = await addComment(controller, gid, `Skriv ${MAIL}`);
  await screened(world, school.id);
  const { comment: second } = await addComment(controller, gid, `Ring ${OTHER}`);
  await screened(world, school.id);
  const input = { decision: 'REDACT', filter: { personId: gid } };
  const { token } = await preview(controller, input);
  // A comment that is being screened is waited for.
  const hold = async (state: string) =>
    school.rows(
      `update content_screening set state = $2, held_until = now() + interval '1 hour' where comment_id = $1`,
      [uuid(second?.id), state],
    );
  await hold('PENDING');
  const { operation } = await decideMany(controller, { ...input, token });
  await eventually(async () => (await findingsOf(controller, { commentId: first?.id }))[0]?.state === 'REDACTED');
  const [waiting] = await findingsOf(controller, { commentId: second?.id });
  expect((await decide(controller, 'dismissFinding', waiting)).userErrors).toMatchObject([
    { code: 'CONFLICT', message: expect.stringContaining('being carried out') },
  ]);
  const { userErrors } = await mutate(controller, 'cancelOperation', { operationId: operation?.id });
  expect(userErrors).toEqual([]);
  expect(await ended(controller, operation?.id ?? '')).toMatchObject({ state: 'CANCELLED' });
  expect((await commentsOn(controller, gid))?.map(({ body }) => body).toSorted()).toEqual([
    `Ring ${OTHER}`,
    `Skriv ${hidden(MAIL)}`,
  ]);
  await hold('SCREENED');
  const [left] = await findingsOf(controller, { commentId: second?.id });
  expect(left).toMatchObject({ state: 'OPEN', reason: null, decidedBy: null });
  expect((await decide(controller, 'redactFinding', left)).userErrors).toEqual([]);
});

test('a purged file of a field says so where the field is read, and to nobody who may not read the field', async () => {
  const certificate = { type: 'FILE', category: 'HEALTH', correctable: true, readableBy: ['teacher'] } as const;
  const fieldId = fieldGid(await school.field({ label: 'Certificate', ...certificate }));
  const ada = await school.endUser();
  const gid = personGid(ada.ids?.personId ?? '');
  const { upload: file } = await upload(ada, text(`Fra ${MAIL}`), { purpose: 'FIELD' });
  await mutate(ada, 'setFieldValues', { expectedVersion: 1, values: [{ fieldId, fileId: file?.id }] });
  await screened(world, school.id);
  const read = (actor: Actor) =>
    actor.ask<{ person: { fields: object[] } | null }>(
      'query($id: ID!) { person(id: $id) { fields { file { fileName } fileTombstone { kinds reason decidedAt } } } }',
      { id: gid },
    );
  expect(await read(ada)).toEqual({ person: { fields: [{ file: { fileName: 'note.txt' }, fileTombstone: null }] } });
  const [finding] = await findingsOf(controller, { uploadId: file?.id });
  expect(finding).toMatchObject({ content: 'FIELD_FILE' });
  expect((await decide(controller, 'purgeFinding', finding)).userErrors).toEqual([]);
  const tombstone = { kinds: ['EMAIL'], reason: 'Not needed', decidedAt: expect.any(String) };
  expect(await read(ada)).toEqual({ person: { fields: [{ file: null, fileTombstone: tombstone }] } });
  expect(await read(controller)).toEqual({ person: { fields: [{ file: null, fileTombstone: tombstone }] } });
  const { person } = await read(await school.endUser());
  expect(person).toBeNull();
  await eventually(async () => (await contentOf(file?.id)) === null);
});
