import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
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

const unitGid = (id: string) => toGlobalId('Unit', id);
const card = { register: 'STUDENT', givenName: 'Ola', familyName: 'Berg' };

describe('a new card', () => {
  test('is normalised, placed in its units and logged without contents', async () => {
    const { person, userErrors } = await mutate<{ person: { id: string } }>(
      controller,
      'createPerson',
      {
        ...card,
        email: 'Ola@Example.org',
        telephone: '22334455',
        birthDate: '2012-02-29',
        unitIds: [unitGid(school.unitId)],
      },
      'person { id register displayName email telephone birthDate status affiliations { unit { name } } version }',
    );
    expect(userErrors).toEqual([]);
    expect(person).toMatchObject({
      register: 'STUDENT',
      displayName: 'Ola Berg',
      email: 'ola@example.org',
      telephone: '+4722334455',
      birthDate: '2012-02-29',
      status: 'ACTIVE',
      affiliations: [{ unit: { name: `${school.slug} school` } }],
      version: 1,
    });
    const entries = await school.rows<{ details: object }>(
      `select categories::text, details from log_entry where action = 'person.create'`,
    );
    expect(entries).toEqual([
      {
        categories: '{AFFILIATION,BIRTH,CONTACT,NAME}',
        details: { elements: ['register', 'givenName', 'familyName', 'email', 'telephone', 'birthDate'] },
      },
    ]);
  });

  test.each([
    ['givenName', ' '],
    ['email', 'nobody'],
    ['telephone', '12'],
    ['telephone', '+1 (415) 555-0132 ext 5'],
    ['birthDate', '2190-01-01'],
    ['birthDate', '1899-12-31'],
    ['familyName', '\u200b\u202e'],
    ['familyName', 'x'.repeat(201)],
  ])('refuses %s %p', async (field, value) => {
    const { userErrors } = await mutate(controller, 'createPerson', { ...card, [field]: value });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });

  test('says nothing invisible', async () => {
    const { person } = await mutate<{ person: { id: string } }>(
      controller,
      'createPerson',
      { ...card, givenName: '\u202eO\u00adla\u200b', familyName: 'می\u200cخواهم \u200d', birthDate: '1900-01-01' },
      'person { givenName familyName birthDate }',
    );
    expect(person).toEqual({ givenName: 'Ola', familyName: 'می\u200cخواهم', birthDate: '1900-01-01' });
  });

  test('a date that is none is malformed', async () => {
    expect(await outcomeOf(controller, 'createPerson', { ...card, birthDate: '2026-02-30' })).toBe('BAD_USER_INPUT');
  });
});

describe('updatePerson', () => {
  test('changes register, status and number, once per version', async () => {
    const personId = personGid(await school.person());
    const input = { personId, expectedVersion: 1, register: 'STAFF', status: 'LEFT', identifier: ' 4711 ' };
    const { person } = await mutate<{ person: object }>(
      controller,
      'updatePerson',
      input,
      'person { register status identifier version }',
    );
    expect(person).toEqual({ register: 'STAFF', status: 'LEFT', identifier: '4711', version: 2 });
    expect(await outcomeOf(controller, 'updatePerson', input)).toBe('STALE_VERSION');
  });

  test('leaves to the source what the source owns', async () => {
    const personId = personGid(await school.person({ valueSources: { identifier: 'Primus' } }));
    expect(await outcomeOf(controller, 'updatePerson', { personId, expectedVersion: 1, identifier: '1' })).toBe(
      'OWNED_BY_SOURCE',
    );
    expect(await outcomeOf(controller, 'updatePerson', { personId, expectedVersion: 1, status: 'LEFT' })).toBe('DONE');
  });

  test('a card that is being erased is closed to changes', async () => {
    const id = await school.person();
    await school.rows(`update person set erasure_id = uuidv7() where id = $1`, [id]);
    const input = { personId: personGid(id), expectedVersion: 1, status: 'LEFT' };
    expect(await outcomeOf(controller, 'updatePerson', input)).toBe('NOT_FOUND');
  });
});

describe('units and guardians of a person', () => {
  test('a place in a unit is given once and taken back', async () => {
    const input = { personId: personGid(await school.person({ unitId: null })), unitId: unitGid(school.unitId) };
    expect(await outcomeOf(controller, 'removeAffiliation', input)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'addAffiliation', input)).toBe('DONE');
    expect(await outcomeOf(controller, 'addAffiliation', input)).toBe('ALREADY_EXISTS');
    expect(await outcomeOf(controller, 'removeAffiliation', input)).toBe('DONE');
  });

  test('a place that a source gave is taken back there', async () => {
    const id = await school.person({ unitId: null });
    await school.insert('affiliation', { person_id: id, unit_id: school.unitId, source: 'Primus' });
    const input = { personId: personGid(id), unitId: unitGid(school.unitId) };
    expect(await outcomeOf(controller, 'removeAffiliation', input)).toBe('OWNED_BY_SOURCE');
    const kept = await school.rows('select 1 from affiliation where person_id = $1', [id]);
    expect(kept).toHaveLength(1);
  });

  test('a guardian sees the pupil from the link until it ends', async () => {
    const pupil = await school.person({ givenName: 'Pia' });
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const guardianId = personGid(guardian.ids?.personId ?? '');
    const input = { guardianId, pupilId: personGid(pupil) };
    const see = async () =>
      (
        await guardian.ask<{ person: object | null }>('query($id: ID!) { person(id: $id) { givenName } }', {
          id: input.pupilId,
        })
      ).person;
    expect(await see()).toBeNull();
    const linked = await mutate(controller, 'linkGuardian', input, 'person { guardians { guardian { id } } }');
    expect(linked).toEqual({ person: { guardians: [{ guardian: { id: guardianId } }] }, userErrors: [] });
    expect(await see()).toEqual({ givenName: 'Pia' });
    expect(await outcomeOf(controller, 'linkGuardian', input)).toBe('ALREADY_EXISTS');
    // With another pupil the guardian has not left, and signs in as before.
    const sibling = { guardianId, pupilId: personGid(await school.person()) };
    expect(await outcomeOf(controller, 'linkGuardian', sibling)).toBe('DONE');
    expect(await outcomeOf(controller, 'unlinkGuardian', input)).toBe('DONE');
    expect(await see()).toBeNull();
    expect(await outcomeOf(controller, 'unlinkGuardian', input)).toBe('NOT_FOUND');
  });

  test('only students have guardians, and nobody the own', async () => {
    const pupilId = personGid(await school.person());
    const adult = personGid(await school.person({ register: 'STAFF' }));
    expect(await outcomeOf(controller, 'linkGuardian', { guardianId: adult, pupilId: adult })).toBe('INVALID');
    expect(await outcomeOf(controller, 'linkGuardian', { guardianId: pupilId, pupilId: adult })).toBe('INVALID');
    expect(await outcomeOf(controller, 'linkGuardian', { guardianId: adult, pupilId })).toBe('DONE');
  });
});
