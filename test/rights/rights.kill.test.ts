import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { jsonOf, type Rows, unzip } from './archive.reader.js';
import { certified, erase, placesOf, recordProcessor, rowsWithout, statedBy } from './erasure.flow.js';
import { download, exportTenant, operation } from './export.flow.js';
import { JobsChild } from './jobs.child.js';

const KILLS = 2;
const FILES = 40;

let world: World;
let child: JobsChild | undefined;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
});

afterAll(async () => {
  await child?.kill();
  await world.close();
});

/** Somebody with files, so that there is something to be killed at. */
async function personWithFiles(school: TestTenant): Promise<string> {
  const personId = await school.person({ givenName: `Gone${newId().slice(-12)}` });
  for (let index = 0; index < FILES; index += 1) {
    const id = newId();
    await school.insert('upload', {
      id,
      person_id: personId,
      purpose: 'ATTACHMENT',
      file_name: `letter ${index}.txt`,
      declared_type: 'text/plain',
      declared_bytes: 6,
      blob_name: `files/${id}`,
      expires_at: '2099-01-01',
    });
    await world.app.blobs.write(school.id, `files/${id}`, Buffer.from('secret'), 'text/plain');
  }
  return personId;
}

/** Starts a process, lets it get to work, and kills it somewhere in it; several times. The last one lives. */
async function killAtRandom(school: TestTenant, started: string): Promise<void> {
  for (let round = 0; round < KILLS; round += 1) {
    child = await JobsChild.start(world);
    for (let waited = 0; waited < 100; waited += 1) {
      if ((await school.rows(started)).length > 0) break;
      await sleep(50);
    }
    await sleep(Math.random() * 700);
    await child.kill();
  }
  child = await JobsChild.start(world);
}

const blobNames = async (school: TestTenant, prefix: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name } of world.app.blobs.list(school.id, prefix)) names.push(name);
  return names;
};

test('erasures that are killed at any point finish after a restart, each with one true certificate', async () => {
  const school = await world.tenant();
  const controller = await school.controller();
  const staying = await school.person({ givenName: 'Staying' });
  const persons = [await personWithFiles(school), await personWithFiles(school), await personWithFiles(school)];
  const ignored = ['log_entry', 'operation', 'erasure', 'account', 'account_address'];
  const others = await rowsWithout(world, school, 'files/', ignored);
  const begun = await Promise.all(persons.map((id) => erase(controller, id)));
  await killAtRandom(school, 'select 1 from erasure where started_at is not null and completed_at is null');
  for (const [index, { erasure }] of begun.entries()) {
    const done = await certified(controller, erasure?.id ?? '', 60);
    const { plan, blobsRemoved, verification } = statedBy(done);
    expect(plan).toContainEqual({ element: 'person.givenName', place: 'person', action: 'deleted', count: 1 });
    expect(plan).toContainEqual({ element: 'upload.blobName', place: 'upload', action: 'deleted', count: FILES });
    expect(blobsRemoved).toBe(FILES);
    expect(verification.places.every(({ remaining }) => remaining === 0)).toBe(true);
    expect(await placesOf(world, school, [persons[index] ?? ''])).toEqual([
      'erasure.person_id',
      'log_entry.person_ids',
    ]);
  }
  expect(await blobNames(school, 'files/')).toEqual([]);
  const left = await rowsWithout(world, school, 'files/', ignored);
  const gone = [...others].filter(
    (row) => !left.has(row) && !row.startsWith('person') && !row.startsWith('affiliation'),
  );
  expect(gone).toEqual([]);
  expect(await school.rows('select 1 from person where id = $1', [staying])).toHaveLength(1);
  expect(await school.rows(`select 1 from log_entry where details->>'completed' = 'true'`)).toHaveLength(
    persons.length,
  );
  await child?.kill();
}, 90_000);

test('an export that is killed begins again and leaves one whole archive', async () => {
  const school = await world.tenant();
  const controller: Actor = await school.controller();
  await school.rows(
    `insert into person (tenant_id, register, given_name, family_name)
       select $1, 'STUDENT', 'Given ' || n, 'Family ' || n from generate_series(1, 30000) n`,
    [school.id],
  );
  const started = await exportTenant(controller);
  await killAtRandom(school, `select 1 from operation where kind = 'EXPORT' and state = 'RUNNING'`);
  for (let waited = 0; waited < 600; waited += 1) {
    if ((await operation(controller, started.operation?.id ?? ''))?.archive) break;
    await sleep(100);
  }
  const files = await unzip(await download(controller, started));
  expect(jsonOf<Rows>(files, 'data/person.json')).toHaveLength(30_001);
  expect(await blobNames(school, 'exports/')).toHaveLength(1);
}, 90_000);
