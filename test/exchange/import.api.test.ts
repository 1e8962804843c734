import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ZipFile } from 'yazl';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const STAGE = `mutation($input: StageUploadInput!) { stageUpload(input: $input) {
  upload { id } target { url headers { name value } } userErrors { code message } } }`;
const COMPLETE = `mutation($input: CompleteUploadInput!) { completeUpload(input: $input) { upload { id } userErrors { code } } }`;
const START = `mutation($input: StartImportInput!) { startImport(input: $input) {
  operation { id kind state } userErrors { code field } } }`;
const REPORT = `query($id: ID!) { operation(id: $id) { state phase done total failure importReport { source format applied errors warnings
  counts { kind created updated unchanged ended } notes { file code names message }
  problems(first: 10) { totalCount nodes { file line column code severity message } } } } }`;

interface Report {
  readonly operation: {
    readonly state: string;
    readonly failure: string | null;
    readonly importReport: {
      readonly applied: boolean;
      readonly errors: number;
      readonly notes: readonly { file: string; code: string; names: readonly string[]; message: string }[];
      readonly counts: readonly { kind: string; created: number }[];
      readonly problems: {
        readonly totalCount: number;
        readonly nodes: readonly { file: string; code: string; message: string }[];
      };
    } | null;
  };
}

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  await world.app.startJobs();
});

afterAll(() => world.close());

async function archive(changes: Readonly<Record<string, (text: string) => string>> = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of [
    'manifest',
    'orgs',
    'users',
    'classes',
    'enrollments',
    'demographics',
    'courses',
    'academicSessions',
  ]) {
    const text = await readFile(join(process.cwd(), 'test/samples/oneroster-1.1', `${name}.csv`), 'utf8');
    zip.addBuffer(Buffer.from(changes[name]?.(text) ?? text), `${name}.csv`);
  }
  zip.end();
  return buffer(zip.outputStream);
}

async function upload(actor: Actor, content: Buffer): Promise<string> {
  const { stageUpload } = await actor.ask<{
    stageUpload: { upload: { id: string }; target: { url: string; headers: { name: string; value: string }[] } };
  }>(STAGE, {
    input: { purpose: 'IMPORT', fileName: 'set.zip', contentType: 'application/zip', byteSize: content.length },
  });
  const headers = Object.fromEntries(stageUpload.target.headers.map(({ name, value }) => [name, value]));
  const put = await fetch(stageUpload.target.url, { method: 'PUT', headers, body: new Uint8Array(content) });
  expect(put.status).toBe(201);
  await actor.ask(COMPLETE, { input: { uploadId: stageUpload.upload.id } });
  return stageUpload.upload.id;
}

interface Started {
  readonly startImport: {
    readonly operation: { readonly id: string } | null;
    readonly userErrors: readonly { code: string }[];
  };
}

const start = async (actor: Actor, uploadId: string, more: object = {}) =>
  (await actor.ask<Started>(START, { input: { uploadId, source: 'Skoleplattform', onBadRows: 'APPLY_GOOD', ...more } }))
    .startImport;

async function finished(actor: Actor, id: string): Promise<Report['operation']> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { operation } = await actor.ask<Report>(REPORT, { id });
    if (!['QUEUED', 'RUNNING'].includes(operation.state)) return operation;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the import did not end');
}

describe('startImport', () => {
  test('imports an uploaded set, reports it, and marks what came from the source', async () => {
    const controller = await school.controller();
    const started = await start(controller, await upload(controller, await archive()));
    const operation = await finished(controller, started.operation?.id ?? '');
    expect(operation).toMatchObject({
      state: 'SUCCEEDED',
      done: 6,
      total: 6,
      importReport: { applied: true, errors: expect.any(Number) },
    });
    expect(operation.importReport?.notes).toContainEqual({
      file: 'users.csv',
      code: 'SECRET_COLUMNS_NOT_READ',
      names: ['password'],
      message: 'Columns with secrets such as passwords; never read.',
    });
    const { persons } = await controller.ask<{
      persons: { nodes: { givenName: string; sources: { field: string; source: string }[] }[] };
    }>(`{ persons(first: 100) { nodes { givenName sources { field source } } } }`);
    const sunniva = persons.nodes.find(({ givenName }) => givenName === 'Sunniva');
    expect(sunniva?.sources).toContainEqual({ field: 'familyName', source: 'Skoleplattform' });
    const log = await school.rows(`select role, action from log_entry where action = 'import.run' order by role`);
    expect(log).toEqual([
      { role: 'controller', action: 'import.run' },
      { role: 'system', action: 'import.run' },
    ]);
  });

  test('with REJECT_ALL a bad row fails it, and the report says which', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const bad = await archive({
      users: (text) => `${text.trimEnd()}\nu-bad,,,true,nowhere,student,x,,A,B,,,,,,,,,,\n`,
    });
    const started = await start(controller, await upload(controller, bad), { onBadRows: 'REJECT_ALL' });
    const operation = await finished(controller, started.operation?.id ?? '');
    expect(operation).toMatchObject({ state: 'FAILED', importReport: { applied: false } });
    expect(operation.failure).toBe('Some rows are bad, so none was applied.');
    expect(operation.importReport?.problems.nodes).toContainEqual(
      expect.objectContaining({ file: 'users.csv', code: 'UNKNOWN_REFERENCE' }),
    );
  });

  test('says of a rejected value that the stored one stays, and of a refused row only why', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const bad = await archive({
      users: (text) =>
        text.replace('sunniva@elev.fjordvik.example', 'nonsense').replace('aile.vuolab,,Áile', 'aile.vuolab,,'),
    });
    const started = await start(controller, await upload(controller, bad));
    const { importReport } = await finished(controller, started.operation?.id ?? '');
    const messages = importReport?.problems.nodes.map(({ code, message }) => `${code}: ${message}`);
    expect(messages).toContain('BAD_EMAIL: This is not an e-mail address. A stored value stays as it is.');
    expect(messages).toContain('REQUIRED_MISSING: A required value is missing.');
  });

  test('what is no archive fails with the reason', async () => {
    const controller = await school.controller();
    const id = await upload(controller, await archive({ orgs: () => 'nonsense\n' }));
    const started = await start(controller, id);
    expect(await finished(controller, started.operation?.id ?? '')).toMatchObject({
      state: 'FAILED',
      failure: expect.any(String),
    });
  });

  test('the same key finds the same operation; other work under it is refused', async () => {
    const controller = await school.controller();
    const uploadId = await upload(controller, await archive());
    const first = await start(controller, uploadId, { idempotencyKey: 'once' });
    const again = await start(controller, uploadId, { idempotencyKey: 'once' });
    expect(again.operation?.id).toBe(first.operation?.id);
    const other = await start(controller, uploadId, { idempotencyKey: 'once', source: 'Other' });
    expect(other.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    await finished(controller, first.operation?.id ?? '');
  });

  test('only a controller imports, and only what was uploaded in the own tenant', async () => {
    const controller = await school.controller();
    const uploadId = await upload(controller, await archive());
    for (const actor of [await school.endUser(), await school.teacher(), await school.unitAdministrator()]) {
      const { errors } = await actor.send(START, { input: { uploadId, source: 'X', onBadRows: 'APPLY_GOOD' } });
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    const stranger = await (await world.tenant()).controller();
    expect((await start(stranger, uploadId)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await start(controller, toGlobalId('Upload', crypto.randomUUID()))).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await start(controller, uploadId)).operation).not.toBeNull();
  });
});
