import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import {
  certified,
  erase,
  erased,
  eraseWith,
  erasureOf,
  placesOf,
  planOf,
  recordProcessor,
  rowsWithout,
  statedBy,
} from './erasure.flow.js';
import { download, exportPerson, exportTenant, operation, ended as operationEnded } from './export.flow.js';
import { Filler } from './filler.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
  await world.app.startJobs();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

/** The names under which something lies; an empty blob only occupies its name. */
const blobNames = async (): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name, size } of world.app.blobs.list(school.id, '')) if (size > 0) names.push(name);
  return names;
};

describe('erasing a person', () => {
  test('leaves nothing of the person in any table, column or blob, and nobody else touched', async () => {
    const personId = await school.person();
    const otherId = await school.person();
    const texts = await new Filler(world, school).fill(personId, otherId);
    const uploads = await school.rows<{ id: string; blob_name: string }>(
      'select id, blob_name from upload where person_id = $1',
      [personId],
    );
    expect(uploads.length).toBeGreaterThan(0);
    for (const { id, blob_name: name } of uploads) {
      await world.app.blobs.write(school.id, name, Buffer.from('secret'), 'text/plain');
      await school.rows('update upload set blob_name = $2 where id = $1', [id, `files/${id}`]);
      await world.app.blobs.write(school.id, `files/${id}`, Buffer.from('secret'), 'text/plain');
      await world.app.blobs.write(school.id, `pictures/${id}/small.webp`, Buffer.from('secret'), 'image/webp');
      await world.app.blobs.delete(school.id, name);
    }
    // The controller who does it leaves traces: visits, entries, operations.
    const ignored = ['log_entry', 'operation', 'erasure', 'account', 'account_address'];
    const before = await rowsWithout(world, school, personId, ignored);
    const stated = statedBy(await erased(controller, personId));
    expect(await placesOf(world, school, [personId])).toEqual([
      'agreement_contact.person_id',
      'agreement_document.person_ids',
      'agreement_signature.person_id',
      'erasure.person_id',
      'log_entry.actor_person_id',
      'log_entry.person_ids',
    ]);
    const contents = texts.filter((one) => one.erased && one.text.startsWith('filled')).map(({ text }) => text);
    expect(contents.length).toBeGreaterThan(10);
    expect(await placesOf(world, school, contents)).toEqual([]);
    expect((await blobNames()).filter((name) => uploads.some(({ id }) => name.includes(id)))).toEqual([]);
    expect(stated.blobsRemoved).toBe(uploads.length * 2);
    const after = await rowsWithout(world, school, personId, ignored);
    expect([...before].filter((row) => !after.has(row))).toEqual([]);
  });

  test('plans what it then does, place by place, and says what it keeps', async () => {
    const ada = await school.endUser({ telephone: '+4722334455' });
    const personId = ada.ids?.personId ?? '';
    const group = await school.group();
    await school.member(group, personId);
    await download(ada, await exportPerson(ada));
    await download(controller, await exportTenant(controller));
    const plan = await planOf(controller, personId);
    expect(plan).toMatchObject({ accounts: 1, blockers: [], holds: [] });
    expect(plan?.archives).toBeGreaterThanOrEqual(2);
    const actions = new Map(plan?.steps.map((step) => [`${step.place} ${step.action}`, step]));
    expect(actions.get('person DELETE')).toMatchObject({ rows: 1 });
    expect(actions.get('person DELETE')?.elements).toContainEqual({
      element: 'person.telephone',
      count: 1,
      label: 'Telephone',
    });
    expect(actions.get('membership DELETE')).toMatchObject({ rows: 1 });
    expect(actions.get('log_entry KEEP')?.ground).toBeTruthy();
    const stated = statedBy(await erased(controller, personId));
    const done = stated.plan;
    expect(done).toContainEqual({ element: 'person.telephone', place: 'person', action: 'deleted', count: 1 });
    const until = actions.get('log_entry KEEP')?.until;
    expect(until).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(stated.kept).toContainEqual(expect.objectContaining({ element: 'log_entry.action', until }));
    expect(stated.verification.places.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['person', 'membership', 'blobs']),
    );
    expect(
      (await blobNames()).filter((name) => name.startsWith(`exports/${personId}`) || name.startsWith('exports/tenant')),
    ).toEqual([]);
    expect((await ada.send('{ viewer { accountId } }')).data).toEqual({ viewer: null });
  });

  test('a plan that is no longer true is refused with the hash of the new one', async () => {
    const personId = await school.person();
    const plan = await planOf(controller, personId);
    await school.member(await school.group(), personId);
    const refused = await eraseWith(controller, personId, plan?.hash ?? '');
    expect(refused).toMatchObject({ erasure: null, userErrors: [{ code: 'CONFLICT', field: ['input', 'planHash'] }] });
    expect(refused.currentPlanHash).toBe((await planOf(controller, personId))?.hash);
    const accepted = await eraseWith(controller, personId, refused.currentPlanHash ?? '');
    expect(accepted.userErrors).toEqual([]);
    await certified(controller, accepted.erasure?.id ?? '');
    await operationEnded(controller, accepted.operation?.id ?? '');
    const latest = `select done, total from operation where kind = 'ERASURE' order by created_at desc limit 1`;
    expect(await school.rows(latest)).toEqual([{ done: '4', total: '4' }]);
  });

  test('twice, also at once, answers one erasure and one certificate', async () => {
    const personId = await school.person();
    const hash = (await planOf(controller, personId))?.hash ?? '';
    const answers = await Promise.all([1, 2, 3].map(() => eraseWith(controller, personId, hash)));
    const [id, ...others] = new Set(answers.map(({ erasure }) => erasure?.id));
    expect(others).toEqual([]);
    const first = await certified(controller, id ?? '');
    const again = await eraseWith(controller, personId, hash);
    expect(again).toMatchObject({ erasure: { id, state: 'COMPLETED' }, userErrors: [] });
    expect((await erasureOf(controller, id ?? ''))?.certificate).toEqual(first.certificate);
    expect(await planOf(controller, personId)).toBeNull();
  });

  test('the last controller stays; one of two can be erased, also by oneself', async () => {
    const tenant = await world.tenant();
    const [one] = [await tenant.controller()];
    const only = one.ids?.personId ?? '';
    expect((await planOf(one, only))?.blockers).toMatchObject([{ code: 'LAST_CONTROLLER' }]);
    expect(await erase(one, only)).toMatchObject({ erasure: null, userErrors: [{ code: 'LAST_CONTROLLER' }] });
    const other = await tenant.controller();
    const { erasure } = await erase(one, only);
    await certified(other, erasure?.id ?? '');
    expect(await erase(other, other.ids?.personId ?? '')).toMatchObject({ userErrors: [{ code: 'LAST_CONTROLLER' }] });
  });

  test('two controllers who erase each other at once leave one', async () => {
    const tenant = await world.tenant();
    const [one, other] = [await tenant.controller(), await tenant.controller()];
    const answers = await Promise.all(
      [erase(one, other.ids?.personId ?? ''), erase(other, one.ids?.personId ?? '')].map((answer) =>
        answer.catch(() => null),
      ),
    );
    expect(answers.filter((answer) => answer?.erasure).length).toBe(1);
  });
});

describe('what is under way', () => {
  test('an export in the making is stopped, and the card takes no changes', async () => {
    const ada = await school.endUser();
    const personId = ada.ids?.personId ?? '';
    const started = await exportPerson(ada);
    const { erasure } = await erase(controller, personId);
    await certified(controller, erasure?.id ?? '');
    const ended = await operation(controller, started.operation?.id ?? '');
    expect(ended?.archive).toBeNull();
    expect((await blobNames()).filter((name) => name.includes(personId))).toEqual([]);
  });

  test('the archive of somebody who shares a record with the person is a copy too; another’s stays', async () => {
    const guardianId = await school.person({ register: 'GUARDIAN', givenName: 'Gro' });
    const pupil = await school.endUser();
    const stranger = await school.endUser();
    await school.guardianship(guardianId, pupil.ids?.personId ?? '');
    await download(pupil, await exportPerson(pupil));
    await download(stranger, await exportPerson(stranger));
    await erased(controller, guardianId);
    const names = (await blobNames()).filter((name) => name.startsWith('exports/'));
    expect(names.filter((name) => name.includes(pupil.ids?.personId ?? ''))).toEqual([]);
    expect(names.filter((name) => name.includes(stranger.ids?.personId ?? ''))).toHaveLength(1);
  });

  test('whoever is still adding to the card is waited for, and what was added goes too', async () => {
    const personId = await school.person();
    const groupId = await school.group();
    const adding = new pg.Client({ connectionString: world.ownerUrl });
    await adding.connect();
    await adding.query(`begin; set local app.tenant_id = '${school.id}'`);
    await adding.query('insert into membership (tenant_id, group_id, person_id) values ($1, $2, $3)', [
      school.id,
      groupId,
      personId,
    ]);
    const plan = await planOf(controller, personId);
    const answer = eraseWith(controller, personId, plan?.hash ?? '');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await adding.query('commit');
    await adding.end();
    // The plan that was read did not know of the membership.
    expect(await answer).toMatchObject({ erasure: null, userErrors: [{ code: 'CONFLICT' }] });
    const stated = statedBy(await erased(controller, personId));
    expect(stated.plan).toContainEqual(expect.objectContaining({ place: 'membership', action: 'deleted' }));
    expect(await school.rows('select 1 from membership where person_id = $1', [personId])).toEqual([]);
  });

  test('open requests of the person are closed: that for erasure is granted by it', async () => {
    const personId = await school.person();
    const request = (kind: string): Promise<string> =>
      school.insert('data_subject_request', { id: newId(), person_id: personId, kind, due_at: '2099-01-01' });
    const [erasure, access] = [await request('ERASURE'), await request('ACCESS')];
    await erased(controller, personId);
    const rows = await school.rows<{ id: string }>(
      'select id, state, person_id from data_subject_request where id = any($1) order by state',
      [[erasure, access]],
    );
    expect(rows).toEqual([
      { id: erasure, state: 'GRANTED', person_id: null },
      { id: access, state: 'WITHDRAWN', person_id: null },
    ]);
  });

  test('an upload that was staged cannot be completed, and its blob is removed', async () => {
    const ada = await school.endUser();
    const personId = ada.ids?.personId ?? '';
    const uploadId = newId();
    await school.insert('upload', {
      id: uploadId,
      person_id: personId,
      uploader_person_id: personId,
      purpose: 'ATTACHMENT',
      file_name: 'letter.pdf',
      declared_type: 'application/pdf',
      declared_bytes: 3,
      blob_name: `staged/${uploadId}`,
      expires_at: '2099-01-01',
    });
    await world.app.blobs.write(school.id, `staged/${uploadId}`, Buffer.from('abc'), 'application/pdf');
    await erased(controller, personId);
    expect(await school.rows('select 1 from upload where id = $1', [uploadId])).toEqual([]);
    expect(await world.app.blobs.holds(school.id, `staged/${uploadId}`)).toBe(false);
  });
});

describe('the certificate', () => {
  test('is verified offline with the published key, as JSON, and is a PDF for people', async () => {
    const personId = await school.person();
    const { certificateUrl, certificatePdfUrl, certificate } = await erased(controller, personId);
    const headers = { authorization: `Bearer ${controller.token}` };
    const json = await fetch(`${world.url}${certificateUrl}`, { headers });
    expect(json.headers.get('content-type')).toMatch(/^application\/json/);
    const text = await json.text();
    expect(text).toBe(certificate);
    const pdf = await fetch(`${world.url}${certificatePdfUrl}?lang=nb`, { headers });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const keys = await (await fetch(`${world.url}/.well-known/varde-signing-keys.json`)).text();
    const directory = await mkdtemp(path.join(tmpdir(), 'varde-certificate-'));
    const [file, keyFile] = [path.join(directory, 'certificate.json'), path.join(directory, 'keys.json')];
    await writeFile(file, text);
    await writeFile(keyFile, keys);
    const command = path.resolve(import.meta.dirname, '../../src/commands/verify-certificate.js');
    const { stdout } = await promisify(execFile)(process.execPath, [command, file, '--keys', keyFile], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(stdout).toContain('VALID');
    await rm(directory, { recursive: true });
    const stranger = await school.endUser();
    expect(
      (await fetch(`${world.url}${certificateUrl}`, { headers: { authorization: `Bearer ${stranger.token}` } })).status,
    ).toBe(404);
    expect((await fetch(`${world.url}${certificateUrl}`)).status).toBe(401);
    expect(text).not.toContain(personId);
  });
  test('is listed with the erasures, the newest first', async () => {
    const personId = await school.person();
    const { id } = await erased(controller, personId);
    const { erasures } = await controller.ask<{ erasures: { nodes: { id: string; personId: string }[] } }>(
      '{ erasures(first: 1) { nodes { id personId } } }',
    );
    expect(erasures.nodes).toEqual([{ id, personId: personGid(personId) }]);
  });
});
