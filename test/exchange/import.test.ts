import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { suppressImport } from '../../src/exchange/index.js';
import { importRoster, type RosterImportChoices } from '../../src/exchange/roster-import.js';
import { isBirthDate, normaliseEmail, normaliseTelephone } from '../../src/people/index.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const sample = (version: string): string => join(process.cwd(), 'test', 'samples', `oneroster-${version}`);

let world: World;
let folder: string;

beforeAll(async () => {
  world = await World.open();
  folder = await mkdtemp(join(tmpdir(), 'varde-roster-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await world.close();
});

const run = (
  tenant: TestTenant,
  path: string,
  choices: Partial<RosterImportChoices> = {},
  checkpoint = async () => {},
) =>
  importRoster(
    world.databaseUrl,
    tenant.id,
    path,
    { source: 'Skoleplattform', onBadRows: 'APPLY_GOOD', acceptShrink: false, ...choices },
    {
      progress: () => undefined,
      checkpoint,
      normaliseEmail,
      normaliseTelephone: (t) => normaliseTelephone(t, 'NO'),
      isBirthDate: (date) => isBirthDate(date),
    },
  );

const people = (tenant: TestTenant) =>
  tenant.rows<{ given_name: string; source_id: string; status: string; value_sources: Record<string, string> }>(
    'select given_name, source_id, status, value_sources from person order by source_id',
  );

async function changed(name: string, change: (text: string) => string, file = 'users.csv'): Promise<string> {
  const path = join(folder, name);
  await cp(sample('1.1'), path, { recursive: true });
  const text = await readFile(join(path, file), 'utf8');
  await writeFile(join(path, file), change(text));
  return path;
}

describe.each(['1.1', '1.2'])('a OneRoster %s set', (version) => {
  test('is applied once and leaves everything as it is the second time', async () => {
    const tenant = await world.tenant();
    const first = await run(tenant, sample(version));
    expect(first.applied).toBe(true);
    expect(first.counts['people']?.created).toBeGreaterThan(3);
    expect(first.counts['memberships']?.created).toBeGreaterThan(0);
    expect(first.counts['guardianships']?.created).toBeGreaterThan(0);
    const before = await people(tenant);
    const second = await run(tenant, sample(version));
    for (const counts of Object.values(second.counts))
      expect(counts).toMatchObject({ created: 0, updated: 0, ended: 0 });
    expect(await people(tenant)).toEqual(before);
  });

  test('marks every value with its source', async () => {
    const tenant = await world.tenant();
    await run(tenant, sample(version));
    for (const person of await people(tenant)) {
      expect(person.value_sources).toMatchObject({ givenName: 'Skoleplattform', familyName: 'Skoleplattform' });
    }
  });
});

describe('changes in the source', () => {
  test('a person who is gone has left, and comes back', async () => {
    const tenant = await world.tenant();
    await run(tenant, sample('1.1'));
    const before = await people(tenant);
    // Of the first one the row goes over two lines.
    const gone = before[1]?.source_id ?? '';
    const path = await changed('gone', (text) =>
      text
        .split(/(?<=\n)/)
        .filter((line) => !line.startsWith(gone) && !line.startsWith(`"${gone}`))
        .join(''),
    );
    const outcome = await run(tenant, path);
    expect(outcome.counts['people']?.ended).toBe(1);
    expect((await people(tenant)).find((person) => person.source_id === gone)?.status).toBe('left');
    await run(tenant, sample('1.1'));
    expect((await people(tenant)).find((person) => person.source_id === gone)?.status).toBe('active');
  });

  test('a guardian whose last pupil is another’s now has left, with the moment, until there is a pupil again', async () => {
    const tenant = await world.tenant();
    await run(tenant, sample('1.1'));
    const gone = async (): Promise<string[]> =>
      (
        await tenant.rows<{ register: string }>(
          'select register from person where left_at is not null order by source_id',
        )
      ).map((person) => person.register);
    expect(await gone()).toEqual([]);
    const alone = await changed('alone', (text) => text.replaceAll(/"u-3001,u-3002"|(?<=,)u-1001(?=,,,,)/g, ''));
    await run(tenant, alone);
    expect(await gone()).toEqual(['GUARDIAN', 'GUARDIAN']);
    await run(tenant, sample('1.1'));
    expect(await gone()).toEqual([]);
  });

  test('what is not the source’s own is kept', async () => {
    const tenant = await world.tenant();
    await run(tenant, sample('1.1'));
    await tenant.rows(`update person set preferred_name = 'Own' where preferred_name is null`);
    await run(tenant, sample('1.1'));
    const [row] = await tenant.rows<{ count: string }>(`select count(*) from person where preferred_name = 'Own'`);
    expect(Number(row?.count)).toBeGreaterThan(0);
  });

  test('an erased person stays out', async () => {
    const tenant = await world.tenant();
    await run(tenant, sample('1.1'));
    const target = (await people(tenant))[0]?.source_id ?? '';
    const [card] = await tenant.rows<{ id: string }>('select id from person where source_id = $1', [target]);
    await world.app.database.transaction({ tenantId: tenant.id }, (db) => suppressImport(db, card?.id ?? ''));
    await tenant.rows('delete from guardianship');
    await tenant.rows('delete from membership');
    await tenant.rows('delete from affiliation');
    await tenant.rows('delete from person where source_id = $1', [target]);
    const outcome = await run(tenant, sample('1.1'));
    expect((await people(tenant)).map((person) => person.source_id)).not.toContain(target);
    expect(outcome.problems.kept.map((problem) => problem.code)).toContain('ERASED_PERSON');
  });
});

describe('bad rows', () => {
  const spoil = (text: string): string =>
    `${text.trimEnd()}\nbad-1,active,,,no-such-org,student,x,,Given,Family,,,,,\n`;

  test('APPLY_GOOD reports the bad row and applies the others', async () => {
    const tenant = await world.tenant();
    const outcome = await run(tenant, await changed('spoiled', spoil));
    expect(outcome.applied).toBe(true);
    expect(outcome.problems.errors).toBeGreaterThan(0);
    expect((await people(tenant)).length).toBeGreaterThan(3);
    expect((await people(tenant)).map((person) => person.source_id)).not.toContain('bad-1');
  });

  test('REJECT_ALL applies none', async () => {
    const tenant = await world.tenant();
    const outcome = await run(tenant, await changed('spoiled2', spoil), { onBadRows: 'REJECT_ALL' });
    expect(outcome).toMatchObject({ applied: false, refusal: 'failure.importRejected' });
    expect(await people(tenant)).toEqual([]);
  });

  test('a set that is stopped half-way has applied nothing', async () => {
    const tenant = await world.tenant();
    let calls = 0;
    const stop = async (): Promise<void> => {
      calls += 1;
      if (calls > 8) throw new Error('stopped');
    };
    await expect(run(tenant, sample('1.1'), {}, stop)).rejects.toThrow('stopped');
    expect(await people(tenant)).toEqual([]);
  });
});

test('an import stays in its tenant', async () => {
  const tenant = await world.tenant();
  const other = await world.tenant();
  await run(tenant, sample('1.1'));
  expect(await people(other)).toEqual([]);
  await run(other, sample('1.1'));
  expect((await people(other)).length).toBe((await people(tenant)).length);
});
