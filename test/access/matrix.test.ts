import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

describe('the life of a matrix', () => {
  test('is drafted, discussed, adopted and superseded; every version stays readable', async () => {
    const school = await world.tenant();
    const controller = await school.controller();
    const reader = await school.endUser();
    const all = `{ matrix { number } matrices { number state title roles { key } adoptedAt supersededAt } }`;
    expect(await reader.ask(all)).toEqual({ matrix: null, matrices: [] });

    const first = await drafted(controller);
    expect(first).toMatchObject({ number: 1, state: 'DRAFT', version: 1 });
    expect(first.roles.map(({ key }) => key)).toEqual(['teacher', 'unit_administrator', 'student_transfer']);
    expect(await outcomeOf(controller, 'draftMatrix', { title: 'Again' })).toBe('ALREADY_EXISTS');
    const version = { matrixId: first.id, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'discussMatrix', version)).toBe('DONE');
    expect(await outcomeOf(controller, 'adoptMatrix', version)).toBe('STALE_VERSION');
    expect(await outcomeOf(controller, 'adoptMatrix', { ...version, expectedVersion: 2 })).toBe('DONE');
    expect(await outcomeOf(controller, 'withdrawMatrix', { ...version, expectedVersion: 3 })).toBe('CONFLICT');
    const change = { ...version, expectedVersion: 3, role: roleInput('coach') };
    expect(await outcomeOf(controller, 'setMatrixRole', change)).toBe('CONFLICT');

    const second = await drafted(controller, { title: '2027' });
    expect(await outcomeOf(controller, 'adoptMatrix', { matrixId: second.id, expectedVersion: 1 })).toBe('DONE');
    const third = await drafted(controller, { title: 'Not this one' });
    expect(await outcomeOf(controller, 'withdrawMatrix', { matrixId: third.id, expectedVersion: 1 })).toBe('DONE');
    expect(await reader.ask(all)).toMatchObject({
      matrix: { number: 2 },
      matrices: [
        { number: 3, state: 'WITHDRAWN', adoptedAt: null },
        { number: 2, state: 'ADOPTED', supersededAt: null },
        { number: 1, state: 'SUPERSEDED', supersededAt: expect.any(String) },
      ],
    });
    const log = await school.rows<{ details: object }>(
      `select details from log_entry where action = 'matrix.manage' and outcome = 'done' order by at, id`,
      [],
    );
    expect(log.map(({ details }) => details)).toContainEqual({ matrixId: expect.any(String), matrix: 'ADOPTED' });
  });

  test('the template of a foundation of schools has its eight functions, with every role, condition and note', async () => {
    const school = await world.tenant();
    const controller = await school.controller();
    const { roles, functions } = await drafted(controller, { template: 'OPTIMUS' });
    expect(functions.map(({ name, roles: held }) => [name, held.length])).toEqual([
      ['Schooldirecteur of onderwijsondersteunende schooldirecteur', 4],
      ['Administratief medewerker', 11],
      ['Intern Begeleider', 4],
      ['Leerkracht, Gymleerkracht (met Optimus contract)', 7],
      ['Onderwijsondersteuner', 1],
      ['Onderwijsassistent', 2],
      ['Conciërge', 2],
      ['Lio-stagiaire', 1],
    ]);
    expect(functions.every(({ guidance }) => guidance.length > 0)).toBe(true);
    const scopes = new Map(roles.map((role) => [role.key, role]));
    expect(scopes.get('leerkracht')).toMatchObject({ scope: 'SUPERVISED' });
    expect(scopes.get('leerkracht_alle_groepen')).toMatchObject({ scope: 'UNIT' });
    expect(scopes.get('applicatiemedewerker')).toMatchObject({ isMasterKey: true });
    expect(scopes.get('intern_begeleider')?.contains).toContain('in_en_uitschrijven_oso');
    const teacher = functions.find(({ key }) => key === 'leerkracht');
    expect(teacher?.roles).toContainEqual({
      role: 'in_en_uitschrijven_oso',
      kind: 'BASE',
      condition: null,
      stage: '8',
    });
  });

  test.each([
    ['a fixed role', { key: 'controller' }],
    ['a key that is none', { key: 'Coach!' }],
    ['an action of the processor', { actions: ['tenant.manage'] }],
    ['an action that there is not', { actions: ['everything'] }],
    ['a role that it contains and the matrix has not', { contains: ['nobody'] }],
    ['the matrix itself', { scope: 'TENANT', actions: ['matrix.manage'] }],
    ['what is done for the whole tenant, in a unit', { actions: ['export.tenant'] }],
    ['an erasure, in a unit', { rights: [{ action: 'erasure.run', about: 'PERSONS', categories: ['NAME'] }] }],
    ['a module outside its scope', { module: 'CIRCLE' }],
    ['a scope without its module', { scope: 'MODULE' }],
    ['a right that is about nobody', { rights: [{ action: 'log.read', about: 'PERSONS', categories: ['NAME'] }] }],
  ])('refuses %s and loses nothing', async (_name, wrong) => {
    const school = await world.tenant();
    const controller = await school.controller();
    const { id } = await drafted(controller);
    const input = { matrixId: id, expectedVersion: 1 };
    const role = { ...roleInput('coach'), ...wrong };
    expect(await outcomeOf(controller, 'setMatrixRole', { ...input, role })).toBe('INVALID');
    expect(await outcomeOf(controller, 'setMatrixRole', { ...input, role: roleInput('coach') })).toBe('DONE');
  });

  test('a role that others contain or a function holds cannot leave, nor a master key enter a function', async () => {
    const controller = await (await world.tenant()).controller();
    const { id } = await drafted(controller, { template: 'OPTIMUS' });
    const input = { matrixId: id, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'removeMatrixRole', { ...input, key: 'map' })).toBe('INVALID');
    expect(await outcomeOf(controller, 'removeMatrixRole', { ...input, key: 'nobody' })).toBe('NOT_FOUND');
    const job = { key: 'ict', name: 'ICT', roles: [{ role: 'applicatiemedewerker', kind: 'BASE' }] };
    expect(await outcomeOf(controller, 'setJobFunction', { ...input, function: job })).toBe('INVALID');
    const fine = { ...job, roles: [{ role: 'map', kind: 'STACKABLE', condition: 'Beheert de map' }] };
    expect(await outcomeOf(controller, 'setJobFunction', { ...input, function: fine })).toBe('DONE');
    const next = { ...input, expectedVersion: 2 };
    expect(await outcomeOf(controller, 'removeJobFunction', { ...next, key: 'ict' })).toBe('DONE');
    expect(await outcomeOf(controller, 'removeJobFunction', { ...next, expectedVersion: 3, key: 'ict' })).toBe(
      'NOT_FOUND',
    );
  });
});

describe('who governs it', () => {
  test('the controller alone, and of the own tenant', async () => {
    const school = await world.tenant();
    const controller = await school.controller();
    const { id } = await drafted(controller);
    const version = { matrixId: id, expectedVersion: 1 };
    const inputs = {
      draftMatrix: { title: 'Mine' },
      setMatrixRole: { ...version, role: roleInput('coach') },
      removeMatrixRole: { ...version, key: 'teacher' },
      setJobFunction: { ...version, function: { key: 'coach', name: 'Coach' } },
      removeJobFunction: { ...version, key: 'coach' },
      discussMatrix: version,
      adoptMatrix: version,
      withdrawMatrix: version,
    };
    const others = [await school.endUser(), await school.unitAdministrator(), await school.operator()];
    for (const [name, input] of Object.entries(inputs)) {
      for (const other of others) expect([name, await outcomeOf(other, name, input)]).toEqual([name, 'FORBIDDEN']);
    }
    const foreign = await (await world.tenant()).controller();
    const { draftMatrix: _, ...existing } = inputs;
    for (const [name, input] of Object.entries(existing)) {
      expect([name, await outcomeOf(foreign, name, input)]).toEqual([name, 'NOT_FOUND']);
    }
    expect(await foreign.ask('query($id: ID!) { node(id: $id) { id } matrices { id } }', { id })).toEqual({
      node: null,
      matrices: [],
    });
    expect(await outcomeOf(controller, 'setMatrixRole', inputs.setMatrixRole)).toBe('DONE');
  });
});

describe('an adopted role', () => {
  let school: TestTenant;
  let controller: Actor;
  let holder: Actor;
  const reached = async (actor: Actor): Promise<string[]> => {
    const own = personGid(actor.ids?.personId ?? '');
    const { persons } = await actor.ask<{ persons: { nodes: { id: string }[] } }>(
      '{ persons(first: 50) { nodes { id } } }',
    );
    return persons.nodes.map(({ id }) => id).filter((id) => id !== own);
  };
  const grant = (role: string, scope: object = {}) =>
    mutate<{ roleGrant: { id: string } | null }>(
      controller,
      'grantRole',
      { accountId: accountGid(holder), role, ...scope },
      'roleGrant { id }',
    );

  beforeAll(async () => {
    school = await world.tenant();
    controller = await school.controller();
    holder = await school.endUser({ register: 'STAFF' });
    await adopted(controller, [
      roleInput('coach', { scope: 'PEOPLE' }),
      roleInput('head', { scope: 'GROUPS' }),
      roleInput('circles', { scope: 'MODULE', module: 'CIRCLE' }),
      roleInput('observer', { scope: 'TENANT' }),
      roleInput('deputy', { scope: 'TENANT', contains: ['observer'], rights: [] }),
    ]);
  });

  test('reaches people by name, and no others', async () => {
    const [mine, other] = [await school.person(), await school.person()];
    expect(await reached(holder)).toEqual([]);
    const { roleGrant } = await grant('coach', { personIds: [personGid(mine)] });
    expect(await reached(holder)).toEqual([personGid(mine)]);
    expect(await reached(holder)).not.toContain(personGid(other));
    expect(await outcomeOf(controller, 'revokeRole', { roleGrantId: roleGrant?.id })).toBe('DONE');
    expect(await reached(holder)).toEqual([]);
  });

  test('reaches chosen groups, or those of a stage', async () => {
    const [named, staged, far] = [await school.group('A'), await school.group('B'), await school.group('C')];
    await school.rows(`update person_group set stage = '8' where id = $1`, [staged]);
    const [one, two, three] = [await school.person(), await school.person(), await school.person()];
    await school.member(named, one);
    await school.member(staged, two);
    await school.member(far, three);
    const first = await grant('head', { groupIds: [toGlobalId('Group', named)] });
    expect(await reached(holder)).toEqual([personGid(one)]);
    const second = await grant('head', { stage: '8' });
    expect(new Set(await reached(holder))).toEqual(new Set([personGid(one), personGid(two)]));
    for (const { roleGrant } of [first, second]) await mutate(controller, 'revokeRole', { roleGrantId: roleGrant?.id });
  });

  test('reaches the groups of one module', async () => {
    const [circle, plain] = [await school.group('Chess'), await school.group('8B')];
    await school.rows(`update person_group set kind = 'circle' where id = $1`, [circle]);
    const [player, pupil] = [await school.person(), await school.person()];
    await school.member(circle, player);
    await school.member(plain, pupil);
    const { roleGrant } = await grant('circles');
    expect(await reached(holder)).toEqual([personGid(player)]);
    await mutate(controller, 'revokeRole', { roleGrantId: roleGrant?.id });
  });

  test('has the rights of the roles that it contains, and makes them superfluous', async () => {
    const { roleGrant } = await grant('deputy');
    expect((await reached(holder)).length).toBeGreaterThan(3);
    expect((await grant('observer')).userErrors).toMatchObject([{ code: 'SUPERFLUOUS', field: ['input', 'role'] }]);
    await mutate(controller, 'revokeRole', { roleGrantId: roleGrant?.id });
  });

  test.each([
    ['coach', {}, 'INVALID'],
    ['coach', { stage: '8' }, 'INVALID'],
    ['observer', { stage: '8' }, 'INVALID'],
    ['head', { groupIds: [toGlobalId('Group', '00000000-0000-4000-8000-000000000000')] }, 'NOT_FOUND'],
    ['coach', { personIds: [personGid('00000000-0000-4000-8000-000000000000')] }, 'NOT_FOUND'],
    ['nobody', {}, 'INVALID'],
    ['end_user', {}, 'INVALID'],
    ['operator', {}, 'INVALID'],
    ['observer', { validFrom: '2090-01-02T00:00:00Z', validUntil: '2090-01-01T00:00:00Z' }, 'INVALID'],
  ])('is not granted as %s with %j', async (role, scope, code) => {
    const { userErrors } = await grant(role, scope);
    expect(userErrors.map((error) => error.code)).toEqual([code]);
  });

  test('takes effect on its first day, and loses it with the matrix that had it', async () => {
    await grant('observer', { validFrom: '2090-01-01T00:00:00Z' });
    expect(await reached(holder)).toEqual([]);
    const now = await grant('observer', { validUntil: '2090-01-01T00:00:00Z' });
    expect(now.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
    await school.rows(`update role_grant set valid_from = now() where role = 'observer'`, []);
    expect((await reached(holder)).length).toBeGreaterThan(3);
    const { id, version } = await drafted(controller);
    const cut = { matrixId: id, expectedVersion: version };
    expect(await outcomeOf(controller, 'removeMatrixRole', { ...cut, key: 'deputy' })).toBe('DONE');
    expect(await outcomeOf(controller, 'removeMatrixRole', { ...cut, expectedVersion: 2, key: 'observer' })).toBe(
      'DONE',
    );
    expect(await outcomeOf(controller, 'adoptMatrix', { ...cut, expectedVersion: 3 })).toBe('DONE');
    expect(await reached(holder)).toEqual([]);
  });
});
