import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { uuidOf } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import { mutate, outcomeOf } from '../../harness/mutation.js';
import { personGid, type TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { accountOf, carried, define, rowsOf, runBy, start, textOf, transferAccount, urlOf } from './transfer.flow.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let teacher: string;
let staff: string;
let supervised: string;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
  controller = await school.controller();
  teacher = await school.person({ register: 'TEACHER' });
  staff = await school.person({ register: 'STAFF' });
  supervised = await school.person({ givenName: 'Aino', familyName: 'Mine' });
  await school.person({ givenName: 'Börje', familyName: 'Other' });
  const group = await school.group('7B');
  await school.member(group, teacher, 'SUPERVISOR');
  await school.member(group, supervised);
});

afterAll(() => world.close());

describe('a run carries', () => {
  test('the pupils whom the teacher supervises, in the name of a teacher card; all students, in that of a staff card', async () => {
    const ofTeacher = await define(controller, await transferAccount(school, teacher, 'TEACHER'));
    const ofStaff = await define(controller, await transferAccount(school, staff, 'STAFF'));
    expect(await rowsOf(controller, ofTeacher.id)).toEqual(['Aino,Mine']);
    expect((await rowsOf(controller, ofStaff.id)).slice().sort()).toEqual(['Aino,Mine', 'Börje,Other']);
  });

  test('more where the account was granted more', async () => {
    const account = await transferAccount(school, teacher, 'TEACHER', [
      { role: 'unit_administrator', unitId: school.unitId },
    ]);
    expect(await rowsOf(controller, (await define(controller, account)).id)).toHaveLength(2);
  });

  test('nothing while the account is unlinked, closed or gone, and says so without failing', async () => {
    const account = await transferAccount(school, null);
    const accountId = account.ids?.accountId;
    const { id } = await define(controller, account);
    const why = async (): Promise<string> => {
      const run = await carried(controller, id);
      expect(run).toMatchObject({ state: 'SUCCEEDED', persons: 0, file: null, failure: null });
      expect(run.notes).toHaveLength(1);
      expect(run.notes[0]?.message).toMatch(/No personal data was carried\.$/);
      return run.notes[0]?.code ?? '';
    };
    expect(await why()).toBe('ACCOUNT_UNLINKED');
    const newest = await carried(controller, id);
    expect((await runBy(controller, newest.id, 'fi'))?.notes[0]?.message).toMatch(/Henkilötietoja ei siirretty\.$/);
    const logged = await school.rows(`select person_ids from log_entry where details->>'reason' = 'ACCOUNT_UNLINKED'`);
    expect(logged).toEqual([{ person_ids: [] }, { person_ids: [] }]);
    const alone = await school.person({ register: 'TEACHER' });
    await school.rows(`update account set person_id = $2, card_register = 'TEACHER' where id = $1`, [accountId, alone]);
    expect(await why()).toBe('NOBODY_IN_REACH');
    // The card is in another register by now than the one that the controller linked it for.
    await school.rows(`update account set card_register = 'STAFF' where id = $1`, [accountId]);
    expect(await why()).toBe('NO_RIGHTS');
    await school.rows('update account set closed_at = now() where id = $1', [accountId]);
    expect(await why()).toBe('ACCOUNT_CLOSED');
    await school.rows('delete from account where id = $1', [accountId]);
    expect(await why()).toBe('ACCOUNT_GONE');
    const blobs: string[] = [];
    for await (const { name } of world.app.blobs.list(school.id, `transfers/${uuidOf('Transfer', id)}`))
      blobs.push(name);
    expect(blobs).toEqual([]);
  });

  test('less from the next run on, once a right is revoked', async () => {
    const account = await transferAccount(school, teacher, 'TEACHER', [
      { role: 'unit_administrator', unitId: school.unitId },
    ]);
    const { id } = await define(controller, account);
    expect(await rowsOf(controller, id)).toHaveLength(2);
    await school.rows('update role_grant set valid_until = clock_timestamp() where account_id = $1', [
      account.ids?.accountId,
    ]);
    expect(await rowsOf(controller, id)).toEqual(['Aino,Mine']);
  });

  test('a value only where the account may read it of that person, and says which columns it may read of nobody', async () => {
    await school.rows(`update person set identifier = 'S-1' where id = $1`, [supervised]);
    const unit = await school.unit('South');
    await school.person({ givenName: 'Cilla', familyName: 'South', unitId: unit });
    const account = await transferAccount(school, teacher, 'TEACHER', [{ role: 'unit_administrator', unitId: unit }]);
    const columns = [{ element: 'person.givenName' }, { element: 'person.identifier', header: 'number' }];
    await school.rows(`update person set identifier = 'S-2' where given_name = 'Cilla'`);
    const { id } = await define(controller, account, { columns });
    expect((await rowsOf(controller, id)).slice().sort()).toEqual(['Aino,', 'Cilla,S-2']);
    await school.rows('update role_grant set valid_until = clock_timestamp() where account_id = $1', [
      account.ids?.accountId,
    ]);
    const run = await carried(controller, id);
    expect(run.notes).toEqual([
      { code: 'COLUMNS_WITHHELD', message: expect.stringContaining('number'), columns: ['number'] },
    ]);
    expect(await textOf(controller, run.id)).toBe('person.givenName,number\r\nAino,\r\n');
    await school.rows('update affiliation set unit_id = $2 where unit_id = $1', [unit, school.unitId]);
    await school.rows(`delete from affiliation where person_id = (select id from person where given_name = 'Cilla')`);
    await school.rows(`delete from person where given_name = 'Cilla'`);
  });

  test('who is hidden from lists, as long as the account may see them', async () => {
    await school.rows('update person set hidden_from_lists = true where id = $1', [supervised]);
    const { id } = await define(controller, await transferAccount(school, teacher, 'TEACHER'));
    expect(await rowsOf(controller, id)).toEqual(['Aino,Mine']);
    await school.rows('update person set hidden_from_lists = false where id = $1', [supervised]);
  });

  test('people of the home unit alone, where the account has one', async () => {
    const unit = await school.unit('West');
    const pupil = await school.person({ givenName: 'Wille', familyName: 'West', unitId: unit });
    const account = await transferAccount(school, staff, 'STAFF');
    const { id } = await define(controller, account);
    expect(await rowsOf(controller, id)).toHaveLength(3);
    await school.rows('update account set home_unit_id = $2 where id = $1', [account.ids?.accountId, unit]);
    expect(await rowsOf(controller, id)).toEqual(['Wille,West']);
    await school.rows('delete from affiliation where person_id = $1', [pupil]);
    await school.rows('delete from person where id = $1', [pupil]);
  });

  test('people of one unit, where it is so defined', async () => {
    const unit = await school.unit('North');
    const pupil = await school.person({ givenName: 'Nora', familyName: 'North', unitId: unit });
    const account = await transferAccount(school, staff, 'STAFF');
    const { id } = await define(controller, account, { unitId: Buffer.from(`Unit:${unit}`).toString('base64url') });
    expect(await rowsOf(controller, id)).toEqual(['Nora,North']);
    await school.rows('delete from affiliation where person_id = $1', [pupil]);
    await school.rows('delete from person where id = $1', [pupil]);
  });
});

test('transfers are found by their account, and by whether they are paused', async () => {
  const account = await transferAccount(school, staff, 'STAFF');
  const one = await define(controller, account, { name: 'To A' });
  const other = await define(controller, account, { name: 'To B' });
  await mutate(controller, 'pauseTransfer', { transferId: other.id });
  const found = async (filter: object) =>
    (
      await controller.ask<{ transfers: { nodes: { id: string }[] } }>(
        'query($filter: TransferFilter) { transfers(first: 100, filter: $filter) { nodes { id } } }',
        { filter },
      )
    ).transfers.nodes.map(({ id }) => id);
  const accountId = accountOf(account);
  expect(await found({ accountId })).toEqual([one.id, other.id]);
  expect(await found({ accountId, isPaused: true })).toEqual([other.id]);
  expect(await found({ accountId, isPaused: false })).toEqual([one.id]);
  expect(await found({ accountId: one.id })).toEqual([]);
});

describe('a file', () => {
  test('is RFC 4180: quoted where it must be, a formula marked as text, lists in one cell', async () => {
    const meal = await school.field({ key: 'meal', category: 'PREFERENCE', readableBy: ['student_transfer'] });
    await school.rows(`update person set family_name = $2, preferred_name = '=1+1', field_values = $3 where id = $1`, [
      supervised,
      'O"Hara, the\r\n"second"',
      JSON.stringify({ [meal]: '@fish' }),
    ]);
    const { id } = await define(controller, await transferAccount(school, staff, 'STAFF'), {
      columns: [
        { element: 'person.familyName', header: 'family, name' },
        { element: 'person.preferredName', header: '=preferred' },
        { fieldKey: 'meal' },
        { element: 'affiliation.unitId', header: 'units' },
        { element: 'membership.groupId', header: 'groups' },
      ],
    });
    const run = await carried(controller, id);
    const text = await textOf(controller, run.id);
    expect(text).toContain(`"family, name",'=preferred,meal,units,groups\r\n`);
    expect(text).toContain(`"O""Hara, the\r\n""second""",'=1+1,'@fish,${school.slug} school,7B\r\n`);
    expect(run).toMatchObject({ persons: 2, done: 2, total: 2, startedBy: 'HAND', notes: [] });
    expect(run.requestedBy).toEqual({ id: personGid(controller.ids?.personId ?? '') });
    expect(run.file?.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(run.file?.size).toBe(Buffer.byteLength(text));
    const days = (new Date(run.file?.expiresAt ?? '').getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });

  test('is a JSON array with one object per line, values as they are', async () => {
    const { id } = await define(controller, await transferAccount(school, staff, 'STAFF'), {
      format: 'JSON',
      columns: [
        { element: 'person.id', header: 'id' },
        { element: 'person.preferredName', header: 'preferred' },
        { element: 'membership.groupId', header: 'groups' },
      ],
    });
    const run = await carried(controller, id);
    const text = await textOf(controller, run.id);
    expect(text.split('\n').slice(1, -2)).toHaveLength(2);
    expect(JSON.parse(text)).toContainEqual({ id: personGid(supervised), preferred: '=1+1', groups: ['7B'] });
    expect(new URL((await urlOf(controller, run.id)) ?? '').pathname).toContain(
      `/tenant-${school.id}/transfers/${uuidOf('Transfer', id)}/${uuidOf('TransferRun', run.id)}.json`,
    );
  });

  test('is removed when its time is over, with who is in it', async () => {
    const { id } = await define(controller, await transferAccount(school, staff, 'STAFF'), { retentionDays: 1 });
    const run = await carried(controller, id);
    const url = (await urlOf(controller, run.id)) ?? '';
    expect((await fetch(url)).status).toBe(200);
    const runId = uuidOf('TransferRun', run.id);
    const past = `created_at = created_at - interval '2 days', expires_at = expires_at - interval '2 days'`;
    await school.rows(`update transfer_file set ${past} where run_id = $1`, [runId]);
    expect(await urlOf(controller, run.id)).toBeNull();
    await world.app.sweep();
    expect((await fetch(url)).status).toBe(404);
    expect(await school.rows('select 1 from transfer_part where run_id = $1', [runId])).toEqual([]);
  });
});

describe('a run by hand', () => {
  test('is one for each key, and is found again by it', async () => {
    const { id } = await define(controller, await transferAccount(school, staff, 'STAFF'));
    const [one, same, other] = [
      await start(controller, id, 'monday'),
      await start(controller, id, 'monday'),
      await start(controller, id, 'tuesday'),
    ];
    expect(same.run).toEqual(one.run);
    expect(other.run).not.toEqual(one.run);
    const second = await define(controller, await transferAccount(school, staff, 'STAFF'));
    expect((await start(controller, second.id, 'monday')).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });

  test('does not begin while the transfer is paused', async () => {
    const { id: transferId } = await define(controller, await transferAccount(school, staff, 'STAFF'));
    await mutate(controller, 'pauseTransfer', { transferId });
    expect(await outcomeOf(controller, 'runTransfer', { transferId })).toBe('CONFLICT');
    await mutate(controller, 'resumeTransfer', { transferId });
    expect(await outcomeOf(controller, 'runTransfer', { transferId })).toBe('DONE');
  });
});
