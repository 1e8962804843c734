import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted, roleInput } from './matrix.samples.js';

interface Recorded {
  readonly id: string;
  readonly state: string;
  readonly validUntil: string | null;
}

const RECORD = 'courseRecord { id course name completedOn validUntil state recordedBy { id } withdrawnAt }';

let world: World;
let city: TestTenant;
let officer: Actor;
let unitId: string;
let pupil: string;
let user: Actor;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant({ locale: 'sv' });
  officer = await city.controller();
  unitId = toGlobalId('Unit', city.unitId);
  pupil = await city.person();
  const { id: matrixId } = await drafted(officer);
  const courses = [
    { key: 'basics', name: 'Grundkurs', validMonths: 12 },
    { key: 'law', name: 'Sekretess' },
  ];
  const roles = [
    roleInput('portal_user', { needsCourse: 'basics', actions: ['log.read'], scope: 'TENANT' }),
    roleInput('principal', { contains: ['portal_user'], needsCourse: 'law', scope: 'TENANT' }),
    roleInput('visitor', { rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME'] }] }),
  ];
  await mutate(officer, 'setMatrixCourses', { matrixId, expectedVersion: 1, courses });
  for (const [index, role] of roles.entries()) {
    await mutate(officer, 'setMatrixRole', { matrixId, expectedVersion: index + 2, role });
  }
  expect(await outcomeOf(officer, 'adoptMatrix', { matrixId, expectedVersion: 5 })).toBe('DONE');
});

beforeEach(async () => {
  user = await city.endUser({ register: 'STAFF', unitId: null });
  await mutate(officer, 'grantRole', { accountId: accountGid(user), role: 'portal_user' });
});

afterAll(() => world.close());

const today = (days = 0): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const record = async (who = user, more: object = {}): Promise<Recorded> => {
  const input = { personId: personGid(who.ids?.personId ?? ''), course: 'basics', completedOn: today(), ...more };
  const { courseRecord, userErrors } = await mutate<{ courseRecord: Recorded | null }>(
    officer,
    'recordCourse',
    input,
    RECORD,
  );
  if (!courseRecord) throw new Error(JSON.stringify(userErrors));
  return courseRecord;
};
const reads = async (actor: Actor): Promise<boolean> => {
  const query = 'query($id: ID!) { person(id: $id) { id } }';
  return (await actor.ask<{ person: object | null }>(query, { id: personGid(pupil) })).person !== null;
};
const EFFECT = '{ viewer { roleGrants { role effect { state reasons lackedCourses message } } } }';
const effects = async (actor: Actor): Promise<readonly object[]> =>
  (await actor.ask<{ viewer: { roleGrants: readonly { effect: object }[] } }>(EFFECT)).viewer.roleGrants.map(
    ({ effect }) => effect,
  );
const inEffect = { state: 'IN_EFFECT', reasons: [], lackedCourses: [], message: 'Rollen gäller.' };

describe('a role that needs a course', () => {
  test('has no effect without a record, takes effect with one, and loses it when that is withdrawn', async () => {
    expect(await reads(user)).toBe(false);
    expect(await effects(user)).toEqual([
      {
        state: 'NOT_IN_EFFECT',
        reasons: ['COURSE_MISSING'],
        lackedCourses: ['basics'],
        message: 'Rollen kräver en kurs som personen inte har genomfört: Grundkurs.',
      },
    ]);
    const { id, ...recorded } = await record();
    const next = new Date(`${today()}T00:00:00Z`);
    expect(recorded).toEqual({
      course: 'basics',
      name: 'Grundkurs',
      completedOn: today(),
      validUntil: new Date(Date.UTC(next.getUTCFullYear() + 1, next.getUTCMonth(), next.getUTCDate()))
        .toISOString()
        .slice(0, 10),
      state: 'VALID',
      recordedBy: { id: personGid(officer.ids?.personId ?? '') },
      withdrawnAt: null,
    });
    expect(await reads(user)).toBe(true);
    expect(await effects(user)).toEqual([inEffect]);
    const withdrawn = await mutate(officer, 'withdrawCourseRecord', { courseRecordId: id }, RECORD);
    expect(withdrawn).toMatchObject({ courseRecord: { state: 'WITHDRAWN', withdrawnAt: expect.any(String) } });
    expect(await reads(user)).toBe(false);
    expect(await outcomeOf(officer, 'withdrawCourseRecord', { courseRecordId: id })).toBe('NOT_FOUND');
  });

  test('lapses the day after the last one with no job having run, and is brought back by a new record', async () => {
    await record(user, { validUntil: today() });
    expect(await reads(user)).toBe(true);
    await city.rows('update course_record set completed_on = $1, valid_until = $1 where person_id = $2', [
      today(-1),
      user.ids?.personId,
    ]);
    expect(await reads(user)).toBe(false);
    expect(await effects(user)).toEqual([
      expect.objectContaining({
        reasons: ['COURSE_LAPSED'],
        message:
          'Rollen kräver en kurs som genomfördes för länge sedan: Grundkurs. När den har gjorts om gäller rollen igen.',
      }),
    ]);
    await record();
    expect(await reads(user)).toBe(true);
  });

  test('refuses what it would allow with the course that is lacking, also beforehand', async () => {
    const log = '{ logEntries(first: 1) { totalCount } }';
    const refusal = async (actor: Actor) => {
      const { errors } = await actor.send(log);
      return errors.map(({ message, extensions }) => [extensions?.code, message]);
    };
    const needed = 'En av dina roller skulle tillåta detta när du har genomfört kursen: Grundkurs.';
    expect(await refusal(user)).toEqual([['FORBIDDEN', needed]]);
    const can = '{ viewerCan(action: "log.read") { allowed reason } }';
    expect(await user.ask(can)).toEqual({ viewerCan: { allowed: false, reason: needed } });
    const nobody = await city.endUser();
    expect(await refusal(nobody)).toEqual([['FORBIDDEN', expect.not.stringContaining('Grundkurs')]]);
    await record();
    expect(await refusal(user)).toEqual([]);
  });

  test('needs those of the roles that it contains too, and another role needs none', async () => {
    const principal = await city.endUser({ register: 'STAFF', unitId: null });
    await mutate(officer, 'grantRole', { accountId: accountGid(principal), role: 'principal' });
    await record(principal, { course: 'law' });
    expect(await effects(principal)).toEqual([
      expect.objectContaining({ reasons: ['COURSE_MISSING'], lackedCourses: ['basics'] }),
    ]);
    await record(principal);
    expect(await effects(principal)).toEqual([inEffect]);
    const visitor = await city.endUser({ register: 'STAFF', unitId: null });
    await mutate(officer, 'grantRole', { accountId: accountGid(visitor), role: 'visitor', unitId });
    expect(await effects(visitor)).toEqual([inEffect]);
    expect(await reads(visitor)).toBe(true);
  });

  test('needs it by exception too', async () => {
    const holder = await city.endUser({ register: 'STAFF', unitId: null });
    const { accessException } = await mutate<{ accessException: { id: string } }>(
      officer,
      'requestException',
      { accountId: accountGid(holder), role: 'portal_user', reason: 'Vikariat', endsAt: `${today(30)}T00:00:00Z` },
      'accessException { id }',
    );
    const consent = { exceptionId: accessException.id, isConsented: true, consultation: 'Rektor' };
    expect(await outcomeOf(await city.controller(), 'decideException', consent)).toBe('DONE');
    expect(await reads(holder)).toBe(false);
    await record(holder);
    expect(await reads(holder)).toBe(true);
  });

  test('comes with a card to those alone who completed it', async () => {
    const school = await world.tenant();
    const chief = await school.controller();
    const { id: matrixId } = await drafted(chief);
    const steps = [
      ['setMatrixCourses', { courses: [{ key: 'basics', name: 'Basics' }] }],
      ['setMatrixRole', { role: roleInput('staff', { needsCourse: 'basics', scope: 'TENANT' }) }],
      ['setCardRoles', { cardRoles: [{ register: 'STAFF', account: 'PERSONAL', role: 'staff' }] }],
      ['adoptMatrix', {}],
    ] as const;
    for (const [index, [name, input]] of steps.entries()) {
      expect(await outcomeOf(chief, name, { matrixId, expectedVersion: index + 1, ...input })).toBe('DONE');
    }
    const staff = await school.endUser({ register: 'STAFF' });
    const roles = async () =>
      (await staff.ask<{ viewer: { roles: readonly { name: string }[] } }>('{ viewer { roles { name } } }')).viewer
        .roles;
    expect(await roles()).toEqual([{ name: 'end_user' }]);
    const input = { personId: personGid(staff.ids?.personId ?? ''), course: 'basics', completedOn: today(-5_000) };
    expect(await outcomeOf(chief, 'recordCourse', input)).toBe('DONE');
    expect(await roles()).toContainEqual({ name: 'staff' });
  });
});

describe('a course', () => {
  test.each([
    ['that there is not', { course: 'dance' }, 'INVALID'],
    ['completed in the future', { completedOn: today(1) }, 'INVALID'],
    ['that counts longer than the matrix says', { validUntil: '2090-01-01' }, 'INVALID'],
    ['that ended before it was completed', { validUntil: today(-1) }, 'INVALID'],
    ['of nobody', { personId: personGid(newId()) }, 'NOT_FOUND'],
  ])('%s is not recorded', async (_name, wrong, code) => {
    const input = { personId: personGid(user.ids?.personId ?? ''), course: 'basics', completedOn: today() };
    expect(await outcomeOf(officer, 'recordCourse', { ...input, ...wrong })).toBe(code);
    expect(await outcomeOf(officer, 'recordCourse', input)).toBe('DONE');
  });

  test('is recorded and withdrawn by somebody else who may, and by nobody of another tenant', async () => {
    const own = { personId: personGid(officer.ids?.personId ?? ''), course: 'basics', completedOn: today() };
    expect(await outcomeOf(officer, 'recordCourse', own)).toBe('FORBIDDEN');
    const colleague = await city.controller();
    expect(await outcomeOf(colleague, 'recordCourse', own)).toBe('DONE');
    const [row] = await city.rows<{ id: string }>('select id from course_record where person_id = $1', [
      officer.ids?.personId,
    ]);
    const courseRecordId = toGlobalId('CourseRecord', row?.id ?? '');
    expect(await outcomeOf(officer, 'withdrawCourseRecord', { courseRecordId })).toBe('FORBIDDEN');
    const stranger = await (await world.tenant()).controller();
    for (const [other, code] of [
      [stranger, 'NOT_FOUND'],
      [user, 'FORBIDDEN'],
    ] as const) {
      expect(await outcomeOf(other, 'recordCourse', own)).toBe(code);
      expect(await outcomeOf(other, 'withdrawCourseRecord', { courseRecordId })).toBe(code);
    }
    expect(await outcomeOf(colleague, 'withdrawCourseRecord', { courseRecordId })).toBe('DONE');
  });

  test('is seen by the person and by who reads the employment, and listed by course, state and last day', async () => {
    const { id, validUntil } = await record();
    const own = '{ viewer { person { courseRecords { id state } } } }';
    expect(await user.ask(own)).toEqual({ viewer: { person: { courseRecords: [{ id, state: 'VALID' }] } } });
    const card = 'query($id: ID!) { person(id: $id) { courseRecords { id } } }';
    const variables = { id: personGid(user.ids?.personId ?? '') };
    expect(await officer.ask(card, variables)).toEqual({ person: { courseRecords: [{ id }] } });
    const reader = await city.endUser({ register: 'STAFF', unitId: null });
    await mutate(officer, 'grantRole', { accountId: accountGid(reader), role: 'visitor', unitId });
    await city.insert('affiliation', { person_id: user.ids?.personId, unit_id: city.unitId });
    expect(await reader.ask(card, variables)).toEqual({ person: { courseRecords: null } });
    const list =
      'query($state: CourseRecordState, $before: Date) {' +
      ' courseRecords(first: 100, course: "basics", state: $state, lapsesBefore: $before) { nodes { id } } }';
    const listed = async (actor: Actor, filter: object): Promise<boolean> => {
      const answer = await actor.ask<{ courseRecords: { nodes: readonly { id: string }[] } }>(list, filter);
      return answer.courseRecords.nodes.some((node) => node.id === id);
    };
    expect(await listed(officer, {})).toBe(true);
    expect(await listed(officer, { state: 'VALID', before: '2090-01-01' })).toBe(true);
    expect(await listed(officer, { before: validUntil })).toBe(false);
    expect(await listed(officer, { state: 'LAPSED' })).toBe(false);
    expect(await listed(user, {})).toBe(true);
    expect(await listed(reader, {})).toBe(false);
    expect(await listed(await (await world.tenant()).controller(), {})).toBe(false);
  });

  test('of a draft is named once, and every course that a role needs is there', async () => {
    const { id: matrixId } = await drafted(officer);
    const set = (courses: readonly object[], expectedVersion = 1) =>
      outcomeOf(officer, 'setMatrixCourses', { matrixId, expectedVersion, courses });
    const basics = { key: 'basics', name: 'Grundkurs', validMonths: 6 };
    const law = { key: 'law', name: 'Sekretess' };
    expect(await set([law])).toBe('INVALID');
    expect(await set([basics, basics, law])).toBe('INVALID');
    expect(await set([{ ...basics, validMonths: 0 }, law])).toBe('INVALID');
    expect(await outcomeOf(user, 'setMatrixCourses', { matrixId, expectedVersion: 1, courses: [] })).toBe('FORBIDDEN');
    expect(await set([basics, law], 2)).toBe('STALE_VERSION');
    expect(await set([basics, law])).toBe('DONE');
    const role = roleInput('visitor', { needsCourse: 'dance' });
    expect(await outcomeOf(officer, 'setMatrixRole', { matrixId, expectedVersion: 2, role })).toBe('INVALID');
    const [, draft] = (
      await officer.ask<{ matrices: readonly object[] }>(
        '{ matrices { courses { key validMonths } roles { key needsCourse } } }',
      )
    ).matrices.toReversed();
    expect(draft).toMatchObject({
      courses: [
        { key: 'basics', validMonths: 6 },
        { key: 'law', validMonths: null },
      ],
      roles: expect.arrayContaining([
        { key: 'portal_user', needsCourse: 'basics' },
        { key: 'visitor', needsCourse: null },
      ]),
    });
  });
});
