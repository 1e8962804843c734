import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LeaverSweep } from '../../src/access/index.js';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid } from './matrix.samples.js';

interface Leaver {
  readonly account: { readonly id: string };
  readonly isClosed: boolean;
  readonly isLastController: boolean;
  readonly isHeld: boolean;
}

const LEAVERS = `{ leavers(first: 50) { totalCount nodes { account { id } person { id } leftAt closesAt deletesAt isClosed
  isLastController isHeld } } }`;
const RULE = '{ leaverRule { closeAfterDays deleteAfterDays version } }';

let world: World;
let tenant: TestTenant;
let officer: Actor;

beforeAll(async () => {
  world = await World.open();
  tenant = await world.tenant();
  officer = await tenant.controller();
});
afterAll(() => world.close());

const idOf = (actor: Actor): string => actor.ids?.personId ?? '';
const signsIn = async (actor: Actor): Promise<boolean> =>
  (await outcomeOfQuery(actor, '{ matrices { number } }')) === 'DONE';
const sweep = () =>
  new LeaverSweep(world.app.database, (error) => {
    throw error;
  }).run();
const rule = (closeAfterDays: number, deleteAfterDays: number, expectedVersion: number, actor = officer) =>
  outcomeOf(actor, 'setLeaverRule', { closeAfterDays, deleteAfterDays, expectedVersion });
const place = (name: 'addAffiliation' | 'removeAffiliation', actor: Actor) =>
  outcomeOf(officer, name, { personId: personGid(idOf(actor)), unitId: toGlobalId('Unit', tenant.unitId) });
const leftDaysAgo = (actor: Actor, days: number) =>
  tenant.rows(`update person set left_at = now() - make_interval(days => $2) where id = $1 and left_at is not null`, [
    idOf(actor),
    days,
  ]);
const leaver = async (actor: Actor, viewer = officer): Promise<Leaver | undefined> =>
  (await viewer.ask<{ leavers: { nodes: Leaver[] } }>(LEAVERS)).leavers.nodes.find(
    ({ account }) => account.id === accountGid(actor),
  );
const exists = async (actor: Actor): Promise<boolean> =>
  (await tenant.rows('select 1 from account where id = $1', [actor.ids?.accountId])).length > 0;

describe('somebody who leaves', () => {
  test('cannot sign in any more, with no job having run; is back with the place, also after one has', async () => {
    const teacher = await tenant.teacher();
    expect(await signsIn(teacher)).toBe(true);
    expect(await place('removeAffiliation', teacher)).toBe('DONE');
    expect(await signsIn(teacher)).toBe(false);
    expect(await leaver(teacher)).toMatchObject({ isClosed: true, isLastController: false, isHeld: false });
    const closed = '{ accounts(first: 50, filter: { closed: true }) { nodes { id } } }';
    expect(JSON.stringify(await officer.ask(closed))).toContain(accountGid(teacher));
    expect(await place('addAffiliation', teacher)).toBe('DONE');
    expect(await signsIn(teacher)).toBe(true);
    expect(await leaver(teacher)).toBeUndefined();

    await place('removeAffiliation', teacher);
    await sweep();
    expect(JSON.stringify(await officer.ask(closed))).toContain(accountGid(teacher));
    expect(await outcomeOf(officer, 'reopenAccount', { accountId: accountGid(teacher) })).toBe('CONFLICT');
    await place('addAffiliation', teacher);
    expect(await signsIn(teacher)).toBe(true);
    await sweep();
    expect(JSON.stringify(await officer.ask(closed))).not.toContain(accountGid(teacher));
    const entries = await tenant.rows<{ details: { change: string; because: string } }>(
      `select details from log_entry where action = 'account.manage' and role = 'system'
        and $1::uuid = any(person_ids) order by at, id`,
      [idOf(teacher)],
    );
    expect(entries.map(({ details }) => `${details.change} ${details.because}`)).toEqual([
      'closed left',
      'reopened back',
    ]);
  });

  test('stays closed where it was closed by hand, whether before or after', async () => {
    const teacher = await tenant.teacher();
    await place('removeAffiliation', teacher);
    await sweep();
    expect(await outcomeOf(officer, 'closeAccount', { accountId: accountGid(teacher) })).toBe('DONE');
    await place('addAffiliation', teacher);
    await sweep();
    expect(await signsIn(teacher)).toBe(false);
    expect(await outcomeOf(officer, 'reopenAccount', { accountId: accountGid(teacher) })).toBe('DONE');
    expect(await signsIn(teacher)).toBe(true);
  });

  test('leaves by the card’s own status too, and is back by it', async () => {
    const clerk = await tenant.endUser({ register: 'STAFF' });
    const set = async (status: string) => {
      const [card] = await tenant.rows<{ version: number }>('select version from person where id = $1', [idOf(clerk)]);
      const input = { personId: personGid(idOf(clerk)), status, expectedVersion: card?.version };
      expect(await outcomeOf(officer, 'updatePerson', input)).toBe('DONE');
    };
    await set('LEFT');
    expect(await signsIn(clerk)).toBe(false);
    expect(await place('removeAffiliation', clerk)).toBe('DONE');
    expect(await place('addAffiliation', clerk)).toBe('DONE');
    expect(await signsIn(clerk)).toBe(false);
    await set('ACTIVE');
    expect(await signsIn(clerk)).toBe(true);
  });

  test('is deleted with grants and addresses when the time is over, and not before', async () => {
    const teacher = await tenant.teacher();
    const stays = await tenant.teacher();
    await place('removeAffiliation', teacher);
    await leftDaysAgo(teacher, 29);
    await sweep();
    expect(await exists(teacher)).toBe(true);
    await leftDaysAgo(teacher, 31);
    await sweep();
    expect(await exists(teacher)).toBe(false);
    expect(await exists(stays)).toBe(true);
    expect(await tenant.rows('select 1 from role_grant where person_id = $1', [idOf(teacher)])).toEqual([]);
    expect(await tenant.rows('select 1 from account_address where person_id = $1', [idOf(teacher)])).toEqual([]);
    expect(await tenant.rows('select 1 from person where id = $1', [idOf(teacher)])).toHaveLength(1);
  });

  test('is not deleted under a legal hold', async () => {
    const teacher = await tenant.teacher();
    await place('removeAffiliation', teacher);
    await leftDaysAgo(teacher, 400);
    const hold = { personId: personGid(idOf(teacher)), ground: 'A claim', category: 'SIGN_IN' };
    const placed = await mutate<{ legalHolds: { id: string }[] }>(officer, 'placeLegalHold', hold, 'legalHolds { id }');
    expect(await leaver(teacher)).toMatchObject({ isHeld: true, isClosed: true });
    await sweep();
    expect(await exists(teacher)).toBe(true);
    expect(await outcomeOf(officer, 'deleteAccount', { accountId: accountGid(teacher) })).toBe('LEGAL_HOLD');
    await mutate(officer, 'liftLegalHold', { legalHoldId: placed.legalHolds[0]?.id });
    await sweep();
    expect(await exists(teacher)).toBe(false);
  });

  test('leaves entries of the authorisation register behind, ended', async () => {
    const holder = await tenant.endUser({ register: 'STAFF' });
    const exception = {
      id: newId(),
      number: 900,
      account_id: holder.ids?.accountId,
      person_id: idOf(holder),
      role: 'teacher',
      reason: 'For a while',
      requested_at: new Date(Date.now() - 1_000),
      ends_at: new Date(Date.now() + 8.64e7),
      requested_by_account_id: officer.ids?.accountId,
    };
    await tenant.insert('access_exception', exception);
    await mutate(officer, 'closeAccount', { accountId: accountGid(holder) });
    expect(await outcomeOf(officer, 'deleteAccount', { accountId: accountGid(holder) })).toBe('DONE');
    const register = '{ accessExceptions(first: 50, state: ENDED) { nodes { reason account { id } } } }';
    expect(await officer.ask(register)).toEqual({
      accessExceptions: { nodes: [{ reason: 'For a while', account: null }] },
    });
    const colleague = await tenant.controller();
    const decision = {
      exceptionId: toGlobalId('AccessException', exception.id),
      isConsented: true,
      consultation: 'Yes',
    };
    expect(await outcomeOf(colleague, 'decideException', decision)).toBe('CONFLICT');
  });
});

describe('a guardian', () => {
  const guardianOf = async (pupils: readonly string[]): Promise<Actor> => {
    const guardian = await tenant.endUser({ register: 'GUARDIAN', unitId: null });
    for (const pupil of pupils) await tenant.guardianship(idOf(guardian), pupil);
    return guardian;
  };

  test('leaves with the last active pupil, and is back with one', async () => {
    const [one, other] = [await tenant.person(), await tenant.person()];
    const guardian = await guardianOf([one, other]);
    await tenant.rows(`update person set status = 'left', left_at = now() where id = $1`, [one]);
    expect(await signsIn(guardian)).toBe(true);
    await tenant.rows(`update person set status = 'left', left_at = now() where id = $1`, [other]);
    expect(await signsIn(guardian)).toBe(false);
    await tenant.rows(`update person set status = 'active', left_at = null where id = $1`, [one]);
    expect(await signsIn(guardian)).toBe(true);
  });

  test('leaves with the last link, and is back with a new one', async () => {
    const pupil = await tenant.person();
    const guardian = await guardianOf([pupil]);
    const link = { guardianId: personGid(idOf(guardian)), pupilId: personGid(pupil) };
    expect(await outcomeOf(officer, 'unlinkGuardian', link)).toBe('DONE');
    expect(await signsIn(guardian)).toBe(false);
    expect(await outcomeOf(officer, 'linkGuardian', link)).toBe('DONE');
    expect(await signsIn(guardian)).toBe(true);
  });

  test('who had none, like anybody who never had a place, has not left', async () => {
    expect(await signsIn(await guardianOf([]))).toBe(true);
    expect(await signsIn(await tenant.endUser({ register: 'CONTACT', unitId: null }))).toBe(true);
  });
});

test('the last who acts for the controller stays, as long as nobody else does', async () => {
  const school = await world.tenant();
  const [first, second] = [await school.controller(), await school.controller()];
  await school.rows(`update person set status = 'left', left_at = now() where id = $1`, [idOf(first)]);
  expect(await signsIn(first)).toBe(false);
  expect(await signsIn(second)).toBe(true);
  await school.rows(`update person set status = 'left', left_at = now() - interval '1 year' where id = $1`, [
    idOf(second),
  ]);
  expect(await signsIn(second)).toBe(true);
  await sweep();
  expect(await signsIn(second)).toBe(true);
  expect(await leaver(second, second)).toMatchObject({ isLastController: true, isClosed: false });
  const third = await school.controller();
  expect(await signsIn(second)).toBe(false);
  await sweep();
  expect(await school.rows('select 1 from account where id = $1', [second.ids?.accountId])).toEqual([]);
  expect(await signsIn(third)).toBe(true);
});

test('the rule of a tenant holds at once, and is kept in order', async () => {
  const school = await world.tenant();
  const controller = await school.controller();
  expect(await controller.ask(RULE)).toEqual({ leaverRule: { closeAfterDays: 0, deleteAfterDays: 30, version: 0 } });
  const teacher = await school.teacher();
  await school.rows(`update person set left_at = now() - interval '3 days' where id = $1`, [idOf(teacher)]);
  expect(await signsIn(teacher)).toBe(false);
  expect(await rule(7, 5, 0, controller)).toBe('INVALID');
  expect(await rule(-1, 5, 0, controller)).toBe('INVALID');
  expect(await rule(7, 90, 1, controller)).toBe('STALE_VERSION');
  expect(await rule(7, 90, 0, controller)).toBe('DONE');
  expect(await signsIn(teacher)).toBe(true);
  expect(await rule(3, 3, 1, controller)).toBe('DONE');
  expect(await signsIn(teacher)).toBe(false);
  await sweep();
  expect(await school.rows('select 1 from account where id = $1', [teacher.ids?.accountId])).toEqual([]);
});

test('an account is deleted by hand once it is closed; who may not, is refused', async () => {
  const teacher = await tenant.teacher();
  const remove = (actor: Actor) => outcomeOf(actor, 'deleteAccount', { accountId: accountGid(teacher) });
  expect(await remove(officer)).toBe('CONFLICT');
  await mutate(officer, 'closeAccount', { accountId: accountGid(teacher) });
  const administrator = await tenant.unitAdministrator();
  for (const actor of [administrator, await tenant.endUser(), await tenant.operator()]) {
    expect(await remove(actor)).toBe('FORBIDDEN');
    expect(await rule(1, 2, 0, actor)).toBe('FORBIDDEN');
  }
  const foreign = await (await world.tenant()).controller();
  expect(await remove(foreign)).toBe('NOT_FOUND');
  expect(await foreign.ask(LEAVERS)).toEqual({ leavers: { totalCount: 0, nodes: [] } });
  expect(await remove(officer)).toBe('DONE');
  expect(await remove(officer)).toBe('NOT_FOUND');
  const gone = await tenant.teacher();
  await place('removeAffiliation', gone);
  expect(await leaver(gone)).toBeDefined();
  expect(await leaver(gone, administrator)).toBeUndefined();
  expect(await outcomeOfQuery(await tenant.operator(), LEAVERS)).toBe('FORBIDDEN');
  expect(await outcomeOfQuery(await tenant.operator(), RULE)).toBe('FORBIDDEN');
});
