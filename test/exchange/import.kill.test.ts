import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, parseGlobalId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { ended } from '../rights/export.flow.js';
import { JobsChild } from '../rights/jobs.child.js';
import { zipOf } from './oneroster/roster.builder.js';

const PUPILS = 15_000;
const CLASSES = 300;
const KILLS = 2;

let world: World;
let child: JobsChild | undefined;

beforeAll(async () => {
  world = await World.open();
});

afterAll(async () => {
  await child?.kill();
  await world.close();
});

const lines = (header: string, count: number, line: (n: number) => string): string =>
  [header, ...Array.from({ length: count }, (_, n) => line(n))].join('\n');

/** A set that takes long enough to be killed at. */
const set = (): Promise<Buffer> =>
  zipOf({
    'orgs.csv': lines(
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
      1,
      () => 'o,,,Berg,school,1,',
    ),
    'users.csv': lines(
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
      PUPILS,
      (n) => `u${n},,,true,o,student,user${n},,Given${n},Family${n},,,u${n}@example.org,,,,08,`,
    ),
    'classes.csv': lines(
      'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
      CLASSES,
      (n) => `c${n},,,Class ${n},08,,,homeroom,,o,,,,`,
    ),
    'enrollments.csv': lines(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
      PUPILS,
      (n) => `e${n},,,c${n % CLASSES},o,u${n},student,,,`,
    ),
  });

/** An import of the set that waits for somebody to carry it out. */
async function queued(school: TestTenant, controller: Actor, content: Buffer): Promise<string> {
  const id = newId();
  await school.insert('upload', {
    id,
    uploader_account_id: controller.ids?.accountId,
    purpose: 'IMPORT',
    file_name: 'set.zip',
    declared_type: 'application/zip',
    detected_type: 'application/zip',
    declared_bytes: content.length,
    measured_bytes: content.length,
    sha256: 'ab'.repeat(32),
    state: 'COMPLETE',
    completed_at: new Date(),
    blob_name: `files/${id}`,
    expires_at: '2099-01-01',
  });
  await world.app.blobs.write(school.id, `files/${id}`, content, 'application/zip');
  const { startImport } = await controller.ask<{
    startImport: { operation: { id: string } | null; userErrors: object[] };
  }>(`mutation($input: StartImportInput!) { startImport(input: $input) { operation { id } userErrors { code } } }`, {
    input: { uploadId: toGlobalId('Upload', id), source: 'Skole', onBadRows: 'APPLY_GOOD' },
  });
  expect(startImport.userErrors).toEqual([]);
  return startImport.operation?.id ?? '';
}

/** What an import leaves, by the ids of the source alone. */
const left = (school: TestTenant): Promise<object[]> =>
  school.rows(`select p.source_id, p.register, p.given_name, p.family_name, p.email, p.status, p.version, p.value_sources,
      (select json_agg(json_build_array(u.source_id, u.name, a.source) order by u.source_id) from affiliation a
        join unit u on u.tenant_id = a.tenant_id and u.id = a.unit_id
        where a.tenant_id = p.tenant_id and a.person_id = p.id) as affiliations,
      (select json_agg(json_build_array(g.source_id, g.name, m.role, m.source) order by g.source_id) from membership m
        join person_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
        where m.tenant_id = p.tenant_id and m.person_id = p.id) as memberships
    from person p where p.source_id is not null order by p.source_id`);

test('an import that is killed is taken up by another process, and ends with the rows of one that was not', async () => {
  const content = await set();
  const [disturbed, undisturbed] = [await world.tenant(), await world.tenant()];
  const controllers = [await disturbed.controller(), await undisturbed.controller()] as const;
  const killed = await queued(disturbed, controllers[0], content);
  const states = `select state from operation where kind = 'IMPORT'`;
  let cutOff = 0;
  for (let round = 0; round < KILLS; round += 1) {
    child = await JobsChild.start(world);
    for (let waited = 0; waited < 400; waited += 1) {
      const [row] = await disturbed.rows<{ state: string; phase: string }>(
        `select state, phase from operation where kind = 'IMPORT'`,
      );
      if (row?.state !== 'QUEUED') break;
      await sleep(25);
    }
    await sleep(200 + Math.random() * 1_000);
    await child.kill();
    if (JSON.stringify(await disturbed.rows(states)) === '[{"state":"RUNNING"}]') cutOff += 1;
  }
  expect(cutOff).toBeGreaterThan(0);
  child = await JobsChild.start(world);
  const other = await queued(undisturbed, controllers[1], content);
  expect(await ended(controllers[1], other, 60)).toMatchObject({ state: 'SUCCEEDED' });
  expect(await ended(controllers[0], killed, 60)).toMatchObject({ state: 'SUCCEEDED' });
  const rows = await left(disturbed);
  expect(rows).toHaveLength(PUPILS);
  expect(rows).toEqual(await left(undisturbed));
  expect(await disturbed.rows('select 1 from import_report where applied')).toHaveLength(1);
  // Nor are the pupils left on the disk, in what a killed process had fetched.
  const operationId = parseGlobalId(killed)?.id ?? '?';
  expect((await readdir(tmpdir())).filter((name) => name.includes(operationId))).toEqual([]);
}, 120_000);
