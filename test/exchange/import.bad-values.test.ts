import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RosterImportChoices } from '../../src/exchange/roster-import.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { cards, codes, type Files, importSet, SET, withRow } from './roster.sets.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

const load = (tenant: TestTenant, files: Files, choices: Partial<RosterImportChoices> = {}) =>
  importSet(world, tenant, files, choices);

async function loaded(files: Files = SET): Promise<TestTenant> {
  const tenant = await world.tenant();
  expect((await load(tenant, files)).problems.errors).toBe(0);
  return tenant;
}

describe('a rejected value', () => {
  test('keeps the stored one, with its source', async () => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const bad = withRow(SET, 'users', 's1', `s1,true,o1,student,Sam,Student,${'9'.repeat(300)},s1-no-email,zzz,`);
    const worse = withRow(withRow(bad, 'demographics', 's1', 's1,soon'), 'demographics', 's2', 's2,1850-01-01');
    const outcome = await load(tenant, withRow(worse, 'classes', 'c1', `c1,8A,${'9'.repeat(300)},o1`));
    expect(codes(outcome).sort()).toEqual([
      'classes.csv grades TOO_LONG warning',
      'demographics.csv birthDate BAD_BIRTH_DATE warning',
      'demographics.csv birthDate BAD_DATE warning',
      'users.csv email BAD_EMAIL warning',
      'users.csv identifier TOO_LONG warning',
      'users.csv phone BAD_TELEPHONE warning',
    ]);
    expect(await cards(tenant)).toEqual(before);
    expect(await tenant.rows(`select stage from person_group where source_id = 'c1'`)).toEqual([{ stage: '08' }]);
  });

  test('while a blank one takes it away', async () => {
    const tenant = await loaded();
    await load(
      tenant,
      withRow(withRow(SET, 'users', 's1', 's1,true,o1,student,Sam,Student,,,,'), 'demographics', 's1', 's1,'),
    );
    const card = (await cards(tenant)).get('s1');
    expect(card).toMatchObject({ email: null, telephone: null, birth_date: null, identifier: null });
  });

  test('of a telephone number with an extension is reported, and nothing is dropped from it silently', async () => {
    const tenant = await loaded();
    const outcome = await load(
      tenant,
      withRow(
        withRow(SET, 'users', 's1', 's1,true,o1,student,Sam,Student,S1,s1@school.example,+1 (415) 555-0132 ext 5,'),
        'users',
        's2',
        's2,true,o1,student,Sue,Student,S2,,+1 (415) 555-0132 ext 5,',
      ),
    );
    expect(codes(outcome)).toEqual(['users.csv phone BAD_TELEPHONE warning', 'users.csv phone BAD_TELEPHONE warning']);
    const now = await cards(tenant);
    expect(now.get('s1')).toMatchObject({ telephone: '+4741234568' });
    expect(now.get('s2')).toMatchObject({ telephone: null });
  });

  test('of a birth date that nobody alive has is not taken over', async () => {
    const tenant = await world.tenant();
    const demographics = ['sourcedId,birthDate', 's1,2190-01-01', 's2,1899-12-31', 's3,1900-01-01'];
    const outcome = await load(tenant, { ...SET, demographics });
    expect(codes(outcome)).toEqual(Array(2).fill('demographics.csv birthDate BAD_BIRTH_DATE warning'));
    const now = await cards(tenant);
    expect(['s1', 's2', 's3'].map((id) => now.get(id))).toMatchObject([
      { birth_date: null },
      { birth_date: null },
      { birth_date: '1900-01-01' },
    ]);
  });

  test('a set without demographics takes no birth date away', async () => {
    const tenant = await loaded();
    const { demographics: _, ...others } = SET;
    await load(tenant, others);
    expect((await cards(tenant)).get('s1')).toMatchObject({ birth_date: '2012-03-04' });
  });

  test('format controls that nobody sees are left out of names', async () => {
    const tenant = await world.tenant();
    const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
    await load(tenant, withRow(SET, 'users', 's1', utf8('s1,true,o1,student,Sa\u202em\u200b,Student,,,,')));
    expect((await cards(tenant)).get('s1')).toMatchObject({ given_name: 'Sam' });
  });
});

describe('a set that shrinks', () => {
  const without = (...ids: string[]): Files => ids.reduce((files, id) => withRow(files, 'users', id, null), SET);

  test('asks before everybody leaves, however few they are', async () => {
    const tenant = await loaded();
    await tenant.rows(`update person set status = 'left' where source_id not in ('s3', 's4')`);
    const others = { ...SET, users: [SET['users']?.[0] ?? '', 'x1,true,o1,student,Xi,New,,,,'] };
    expect(await load(tenant, others)).toMatchObject({ applied: false, refusal: 'failure.importShrinks' });
    expect((await load(tenant, others, { acceptShrink: true })).counts['people']?.ended).toBe(2);
  });

  test('asks before five leave who are more than half', async () => {
    const tenant = await loaded();
    expect((await load(tenant, without('t1', 's1', 's2', 's3', 's4'))).refusal).toBe('failure.importShrinks');
    expect((await load(tenant, without('s1', 's2', 's3', 's4'))).refusal).toBeNull();
  });
});
