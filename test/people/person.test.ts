import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface CorrectReply {
  readonly correctProfile: {
    readonly person: {
      readonly telephone: string | null;
      readonly email: string | null;
      readonly version: number;
    } | null;
    readonly requestId: string | null;
    readonly userErrors: readonly { readonly __typename: string; readonly code: string; readonly field: string[] }[];
  };
}

const CORRECT = `mutation($input: CorrectProfileInput!) { correctProfile(input: $input) {
  person { telephone email version } requestId
  userErrors { __typename code field message ... on StaleVersionError { currentVersion } ... on OwnedBySourceError { source requestId } } } }`;

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

describe('correctProfile', () => {
  test('changes what is the person’s own, normalised', async () => {
    const ada = await school.endUser();
    const { correctProfile } = await ada.ask<CorrectReply>(CORRECT, {
      input: { expectedVersion: 1, telephone: ' 22 33 44 55 ', email: 'Ada@Example.ORG' },
    });
    expect(correctProfile).toEqual({
      person: { telephone: '+4722334455', email: 'ada@example.org', version: 2 },
      requestId: null,
      userErrors: [],
    });
  });

  test('an empty id is a mistake, and never oneself', async () => {
    const controller = await school.controller();
    const { correctProfile } = await controller.ask<CorrectReply>(CORRECT, {
      input: { personId: '', expectedVersion: 1, telephone: '22334455' },
    });
    expect(correctProfile.person).toBeNull();
    expect(correctProfile.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'personId'] }]);
  });

  test('a stale version changes nothing and tells the current one', async () => {
    const ada = await school.endUser();
    await ada.ask(CORRECT, { input: { expectedVersion: 1, telephone: '22334455' } });
    const { correctProfile } = await ada.ask<CorrectReply>(CORRECT, {
      input: { expectedVersion: 1, telephone: '22334466' },
    });
    expect(correctProfile.person).toBeNull();
    expect(correctProfile.userErrors).toMatchObject([
      { __typename: 'StaleVersionError', code: 'STALE_VERSION', currentVersion: 2 },
    ]);
  });

  test('what a source owns is answered with the source, and a request is recorded', async () => {
    const ada = await school.endUser({ valueSources: { email: 'Skoleplattform' } });
    const { correctProfile } = await ada.ask<CorrectReply>(CORRECT, {
      input: { expectedVersion: 1, email: 'new@example.org', telephone: '22334455' },
    });
    expect(correctProfile.person).toMatchObject({ telephone: '+4722334455' });
    expect(correctProfile.userErrors).toMatchObject([
      {
        __typename: 'OwnedBySourceError',
        code: 'OWNED_BY_SOURCE',
        field: ['input', 'email'],
        source: 'Skoleplattform',
      },
    ]);
    const requests = await school.rows(
      `select kind, element, proposed_value from data_subject_request where person_id = $1`,
      [ada.ids?.personId],
    );
    expect(requests).toEqual([{ kind: 'RECTIFICATION', element: 'person.email', proposed_value: 'new@example.org' }]);
  });

  test('each value that is the controller’s has a request of its own, which the answer and its error name', async () => {
    const ada = await school.endUser();
    const { correctProfile } = await ada.ask<{
      correctProfile: { requestId: string; requestIds: string[]; userErrors: { requestId: string }[] };
    }>(
      `mutation($input: CorrectProfileInput!) { correctProfile(input: $input) { requestId requestIds
        userErrors { __typename code field ... on NotCorrectableError { requestId } } } }`,
      { input: { expectedVersion: 1, givenName: 'New', familyName: 'Name', telephone: '22334455' } },
    );
    const { requestIds } = correctProfile;
    const requests = await school.rows<{ id: string; element: string }>(
      'select id, element from data_subject_request where person_id = $1 order by id',
      [ada.ids?.personId],
    );
    expect(requests.map(({ element }) => element)).toEqual(['person.givenName', 'person.familyName']);
    expect(requestIds).toEqual(requests.map(({ id }) => toGlobalId('DataSubjectRequest', id)));
    expect(correctProfile).toEqual({
      requestId: requestIds[0],
      requestIds,
      userErrors: ['givenName', 'familyName'].map((property, index) => ({
        __typename: 'NotCorrectableError',
        code: 'NOT_CORRECTABLE',
        field: ['input', property],
        requestId: requestIds[index],
      })),
    });
  });

  test.each([
    ['telephone', '12', 'INVALID'],
    ['telephone', '+1 (415) 555-0132 ext 5', 'INVALID'],
    ['birthDate', '2190-01-01', 'INVALID'],
    ['birthDate', '1899-12-31', 'INVALID'],
    ['email', 'not an address', 'INVALID'],
    ['givenName', '  ', 'INVALID'],
    ['preferredName', 'x'.repeat(300), 'INVALID'],
  ])('refuses %s "%s" and loses nothing', async (field, value, code) => {
    const ada = await school.endUser();
    const { correctProfile } = await ada.ask<CorrectReply>(CORRECT, { input: { expectedVersion: 1, [field]: value } });
    expect(correctProfile.person).toBeNull();
    expect(correctProfile.userErrors).toMatchObject([{ code, field: ['input', field] }]);
  });

  test.each([
    ['telephone', '+1 (415) 555-0132 ext 5', 'Et telefonnummer lagres uten internnummer.'],
    ['birthDate', '2190-01-01', 'En fødselsdato ligger ikke i fremtiden'],
  ])('says in the language of the request what is wrong with %s', async (field, value, message) => {
    const ada = await school.endUser();
    const { data } = await ada.send(
      CORRECT,
      { input: { expectedVersion: 1, [field]: value } },
      { 'accept-language': 'nb' },
    );
    expect(JSON.stringify(data)).toContain(message);
  });

  test('what nobody sees in a name is left out of it', async () => {
    const ada = await school.endUser();
    await ada.ask(CORRECT, { input: { expectedVersion: 1, preferredName: 'Ad\u202ea\u200b' } });
    expect(await ada.ask(`{ viewer { person { preferredName } } }`)).toEqual({
      viewer: { person: { preferredName: 'Ada' } },
    });
  });

  test('nobody corrects a stranger; the controller does', async () => {
    const ada = await school.endUser();
    const input = { personId: personGid(ada.ids?.personId ?? ''), expectedVersion: 1, telephone: '22334455' };
    const stranger = await school.endUser();
    const refused = await stranger.ask<CorrectReply>(CORRECT, { input });
    expect(refused.correctProfile.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const controller = await school.controller();
    const done = await controller.ask<CorrectReply>(CORRECT, { input });
    expect(done.correctProfile.person?.telephone).toBe('+4722334455');
  });
});
