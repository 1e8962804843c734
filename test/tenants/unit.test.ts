import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const gid = (id: string) => toGlobalId('Unit', id);

describe('units', () => {
  test('are made, changed, archived and restored', async () => {
    const made = await mutate<{ unit: { id: string } }>(
      controller,
      'createUnit',
      { kind: 'COMPANY', name: '  Bakkevik Bygg ', organisationNumber: '987 654 321' },
      'unit { id kind name organisationNumber archivedAt version }',
    );
    expect(made).toMatchObject({ unit: { kind: 'COMPANY', name: 'Bakkevik Bygg', version: 1 }, userErrors: [] });
    const unitId = made.unit.id;
    const changed = await mutate(
      controller,
      'updateUnit',
      { unitId, expectedVersion: 1, name: 'Bakkevik', organisationNumber: null },
      'unit { name organisationNumber version }',
    );
    expect(changed).toMatchObject({ unit: { name: 'Bakkevik', organisationNumber: null, version: 2 } });
    expect(await outcomeOf(controller, 'updateUnit', { unitId, expectedVersion: 1, name: 'B' })).toBe('STALE_VERSION');
    const archived = await mutate<{ unit: { archivedAt: string } }>(
      controller,
      'archiveUnit',
      { unitId },
      'unit { archivedAt }',
    );
    expect(archived.unit.archivedAt).not.toBeNull();
    const person = { register: 'CONTACT', givenName: 'A', familyName: 'B', unitIds: [unitId] };
    expect(await outcomeOf(controller, 'createPerson', person)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'createGroup', { unitId, kind: 'TEAM', name: 'T' })).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'restoreUnit', { unitId })).toBe('DONE');
    expect(await outcomeOf(controller, 'createPerson', person)).toBe('DONE');
  });

  test('what a source owns is changed there', async () => {
    const id = await school.insert('unit', { id: newId(), kind: 'school', name: 'S', source: 'Skoleplattform' });
    const { userErrors } = await mutate(controller, 'updateUnit', { unitId: gid(id), expectedVersion: 1, name: 'T' });
    expect(userErrors).toMatchObject([
      { __typename: 'OwnedBySourceError', code: 'OWNED_BY_SOURCE', field: ['input', 'name'] },
    ]);
    expect(await outcomeOf(controller, 'updateUnit', { unitId: gid(id), expectedVersion: 1, name: 'S' })).toBe('DONE');
  });

  test.each([
    ['name', '  '],
    ['name', 'x'.repeat(201)],
    ['organisationNumber', '<script>'],
  ])('refuses the %s %p', async (field, value) => {
    const input = { kind: 'SCHOOL', name: 'A', [field]: value };
    const { userErrors } = await mutate(controller, 'createUnit', input);
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });
});

describe('who manages units', () => {
  const cases = (unitId: string): [string, object][] => [
    ['createUnit', { kind: 'SCHOOL', name: 'N' }],
    ['updateUnit', { unitId, expectedVersion: 1, name: 'N' }],
    ['archiveUnit', { unitId }],
    ['restoreUnit', { unitId }],
  ];

  test('the controller, and nobody else of the tenant', async () => {
    for (const [name, input] of cases(gid(await school.unit('U')))) {
      expect(await outcomeOf(world.anonymous(), name, input)).toBe('UNAUTHENTICATED');
      expect(await outcomeOf(await school.endUser(), name, input)).toBe('FORBIDDEN');
      expect(await outcomeOf(await school.unitAdministrator(), name, input)).toBe('FORBIDDEN');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });

  test('no other tenant’s controller', async () => {
    const other = await (await world.tenant()).controller();
    for (const [name, input] of cases(gid(await school.unit('U'))).slice(1)) {
      expect(await outcomeOf(other, name, input)).toBe('NOT_FOUND');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });
});
