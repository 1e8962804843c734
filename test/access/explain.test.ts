import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted } from './matrix.samples.js';

const CHANGE = '{ kind role function unitId groupId personId fieldId roleGrantId condition opens risk message }';
const EXPLAIN = `query($input: ExplainAccessInput!) { explainAccess(input: $input) { accountId action category isAllowed message
  paths { role chain functions tie scope roleGrantId condition validUntil exception { number endsAt }
    evidence { groupId unitId name since pupilId } message }
  rolesWithout { role roleGrantId barriers reasons message } smallestChange ${CHANGE} alternatives ${CHANGE} } }`;

interface Change {
  readonly kind: string;
  readonly role: string | null;
  readonly function: string | null;
  readonly opens: number;
  readonly message: string;
}

interface Explanation {
  readonly accountId: string;
  readonly isAllowed: boolean;
  readonly message: string;
  readonly paths: readonly object[];
  readonly rolesWithout: readonly object[];
  readonly smallestChange: Change | null;
  readonly alternatives: readonly Change[];
}

let world: World;
let school: TestTenant;
let officer: Actor;
let unitId: string;
let pupil: string;
let group: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  officer = await school.controller();
  unitId = toGlobalId('Unit', school.unitId);
  pupil = await school.person();
  group = await school.group('5B');
  await school.member(group, pupil);
  const { id } = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 1 });
});

afterAll(() => world.close());

const explain = async (viewer: Actor, more: object = {}, asker = officer): Promise<Explanation> => {
  const input = { accountId: accountGid(viewer), personId: personGid(pupil), field: 'person.email', ...more };
  return (await asker.ask<{ explainAccess: Explanation }>(EXPLAIN, { input })).explainAccess;
};
const staff = async (...functions: readonly string[]): Promise<Actor> => {
  const actor = await school.endUser({ register: 'STAFF' });
  const personId = personGid(actor.ids?.personId ?? '');
  for (const name of functions) {
    await mutate(officer, 'assignFunction', { personId, function: name, acknowledgesGuidance: true });
  }
  return actor;
};
const grant = (actor: Actor, role: string, more: object = {}) =>
  mutate<{ roleGrant: { id: string } }>(
    officer,
    'grantRole',
    { accountId: accountGid(actor), role, ...more },
    'roleGrant { id }',
  );

describe('what is allowed', () => {
  test('names function, role, contained role, group and since when', async () => {
    const assistant = await staff('onderwijsondersteuner');
    await school.insert('membership', {
      id: newId(),
      group_id: group,
      person_id: assistant.ids?.personId,
      role: 'SUPERVISOR',
      starts_on: '2026-08-17',
    });
    const { roleGrant } = await grant(assistant, 'leerkracht');
    const answer = await explain(assistant);
    expect(answer).toMatchObject({
      isAllowed: true,
      paths: [
        {
          role: 'leerkracht',
          chain: ['leerkracht'],
          functions: ['onderwijsondersteuner'],
          tie: null,
          scope: 'SUPERVISED',
          roleGrantId: roleGrant.id,
          evidence: [{ groupId: toGlobalId('Group', group), name: '5B', since: '2026-08-17' }],
          message:
            'Role Leerkracht, groepsautorisatie aan, of the job function Onderwijsondersteuner: the viewer supervises 5B since 17 August 2026.',
        },
      ],
      rolesWithout: [],
      smallestChange: null,
      alternatives: [],
    });
    const choir = await school.group('Choir');
    const tie = { id: newId(), group_id: choir, starts_on: null };
    await school.insert('membership', { ...tie, person_id: assistant.ids?.personId, role: 'SUPERVISOR' });
    await school.insert('membership', { ...tie, id: newId(), person_id: pupil, role: 'MEMBER' });
    expect(await explain(assistant)).toMatchObject({
      paths: [{ message: expect.stringMatching(/: the viewer supervises [^.]+; the viewer supervises [^.]+\.$/) }],
    });
    await school.rows('delete from membership where group_id = $1', [choir]);
  });

  test('names the condition that was stated, and the role through which the right comes', async () => {
    const { id } = await drafted(officer);
    const role = {
      key: 'rapporteur',
      name: 'Rapporteur',
      description: '',
      scope: 'UNIT',
      purpose: 'EDUCATION',
      risk: 'LOW',
      contains: ['leerlingkaart'],
      rights: [],
    };
    const job = {
      key: 'concierge',
      name: 'Conciërge',
      guidance: [],
      roles: [
        { role: 'rapporteur', kind: 'STACKABLE', condition: 'Draws up reports' },
        { role: 'leerlingkaart', kind: 'BASE' },
      ],
    };
    await mutate(officer, 'setMatrixRole', { matrixId: id, expectedVersion: 1, role });
    await mutate(officer, 'setJobFunction', { matrixId: id, expectedVersion: 2, function: job });
    await mutate(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 3 });
    const janitor = await staff('concierge');
    await grant(janitor, 'rapporteur', { unitId, condition: 'Reports of the autumn' });
    expect((await explain(janitor)).paths).toMatchObject([
      {
        role: 'rapporteur',
        chain: ['rapporteur', 'leerlingkaart'],
        condition: 'Reports of the autumn',
        evidence: [{ unitId, name: `${school.slug} school` }],
      },
    ]);
  });

  test('names the exception with its number and end', async () => {
    const holder = await staff();
    const colleague = await school.controller();
    const endsAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
    const { accessException } = await mutate<{ accessException: { id: string; number: number } }>(
      colleague,
      'requestException',
      { accountId: accountGid(holder), role: 'applicatiemedewerker', reason: 'A coupling', endsAt },
      'accessException { id number }',
    );
    await mutate(officer, 'decideException', {
      exceptionId: accessException.id,
      isConsented: true,
      consultation: 'By letter',
    });
    expect((await explain(holder)).paths).toMatchObject([
      { role: 'applicatiemedewerker', functions: [], exception: { number: accessException.number, endsAt } },
    ]);
  });

  test('names ties that no grant makes, and guardians by their pupil', async () => {
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const guardianId = guardian.ids?.personId ?? '';
    await school.guardianship(guardianId, pupil);
    expect((await explain(guardian)).paths).toMatchObject([{ tie: 'OWN_PUPIL', role: 'end_user', scope: null }]);
    expect((await explain(guardian, { personId: personGid(guardianId) })).paths).toMatchObject([{ tie: 'SELF' }]);
    const card = await staff('concierge');
    await grant(card, 'leerlingkaart', { unitId });
    const { paths } = await explain(card, { personId: personGid(guardianId), category: null });
    expect(paths).toMatchObject([
      { role: 'leerlingkaart', evidence: [{ unitId }] },
      { role: 'leerlingkaart', evidence: [{ unitId, pupilId: personGid(pupil) }] },
    ]);
  });
});

describe('what is not allowed', () => {
  test('says of each role why, and offers the change that opens the least', async () => {
    const assistant = await staff('onderwijsondersteuner');
    const own = await school.group('7A');
    await school.member(own, assistant.ids?.personId ?? '', 'SUPERVISOR');
    await grant(assistant, 'leerkracht');
    const answer = await explain(assistant);
    expect(answer).toMatchObject({
      isAllowed: false,
      paths: [],
      rolesWithout: [
        { role: 'end_user', roleGrantId: null, barriers: ['OUT_OF_REACH'], reasons: [] },
        { role: 'leerkracht', barriers: ['OUT_OF_REACH'], reasons: [] },
      ],
    });
    const opening = [answer.smallestChange, ...answer.alternatives].map((change) => change?.opens ?? -1);
    expect(opening).toEqual([...opening].sort((one, other) => one - other));
    expect([answer.smallestChange, ...answer.alternatives].map((change) => change?.kind)).toEqual(
      expect.arrayContaining(['JOIN_GROUP', 'SUPERVISE_GROUP']),
    );
  });

  test('brings back a grant that has ended', async () => {
    const janitor = await staff('concierge');
    const { roleGrant } = await grant(janitor, 'leerlingkaart', { unitId });
    await mutate(officer, 'revokeRole', { roleGrantId: roleGrant.id });
    const { rolesWithout, smallestChange, alternatives } = await explain(janitor);
    expect(rolesWithout).toMatchObject([
      { role: 'end_user' },
      { role: 'leerlingkaart', barriers: ['NOT_IN_EFFECT'], reasons: ['ENDED'] },
    ]);
    const restore = { kind: 'RESTORE_GRANT', role: 'leerlingkaart', roleGrantId: roleGrant.id, unitId, risk: 'LOW' };
    expect([smallestChange, ...alternatives]).toContainEqual(expect.objectContaining(restore));
  });

  test('assigns a function where none of the viewer’s has such a role', async () => {
    const { smallestChange, alternatives } = await explain(await staff());
    const changes = [smallestChange, ...alternatives];
    expect(new Set(changes.map((change) => change?.kind))).toEqual(new Set(['ASSIGN_FUNCTION', 'EXCEPTION']));
    expect(changes.find((change) => change?.kind === 'ASSIGN_FUNCTION')).toMatchObject({
      function: expect.any(String),
      unitId,
      message: expect.stringMatching(/^Assign the job function .*school/),
    });
  });

  test('tells a category that is not covered, and a field whose readers do not name the role', async () => {
    const janitor = await staff('concierge');
    await grant(janitor, 'leerlingkaart', { unitId });
    expect((await explain(janitor, { field: null, category: 'HEALTH' })).rolesWithout).toMatchObject([
      { barriers: ['OUT_OF_REACH'] },
      { role: 'leerlingkaart', barriers: ['CATEGORY_NOT_COVERED'] },
    ]);
    expect((await explain(janitor, { field: null, action: 'person.update' })).rolesWithout).toMatchObject([
      { barriers: ['ACTION_NOT_COVERED'] },
      { role: 'leerlingkaart', barriers: ['ACTION_NOT_COVERED'] },
    ]);
    const field = await school.field({ category: 'OTHER', readableBy: ['map'] });
    const answer = await explain(janitor, { field: fieldGid(field) });
    expect(answer.rolesWithout).toMatchObject([{}, { role: 'leerlingkaart', barriers: ['FIELD_NOT_NAMED'] }]);
    expect(answer.smallestChange).toMatchObject({
      kind: 'NAME_FIELD_READER',
      role: 'leerlingkaart',
      fieldId: fieldGid(field),
    });
    await school.rows(`update field_definition set readable_by = $2, version = version + 1 where id = $1`, [
      field,
      ['leerlingkaart'],
    ]);
    expect(await explain(janitor, { field: fieldGid(field) })).toMatchObject({ isAllowed: true, rolesWithout: [] });
  });

  test('offers nothing to an account that is linked to no person', async () => {
    const service = await school.signIn(null, [], { kind: 'service' });
    expect(await explain(service)).toMatchObject({ isAllowed: false, smallestChange: null, alternatives: [] });
  });
});

test('is in the language of the request', async () => {
  const input = { accountId: accountGid(await staff()), personId: personGid(pupil), field: 'person.email' };
  const { data } = await officer.send<{ explainAccess: Explanation }>(EXPLAIN, { input }, { 'accept-language': 'nl' });
  expect(data?.explainAccess.message).toBe(
    'Het is niet toegestaan. De kleinste wijziging die genoeg zou zijn, staat erbij.',
  );
});

test('is a look at both, in the log', async () => {
  const viewer = await staff();
  await explain(viewer);
  const entries = await school.rows<{ person_ids: string[]; details: object }>(
    `select person_ids, details from log_entry where action = 'access.explain' and details ->> 'accountId' = $1`,
    [viewer.ids?.accountId],
  );
  expect(entries).toEqual([
    {
      person_ids: expect.arrayContaining([pupil, viewer.ids?.personId]),
      details: { accountId: viewer.ids?.accountId, action: 'person.read', category: 'CONTACT', isAllowed: false },
    },
  ]);
});
