import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { acknowledgeAnnexes } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Item {
  readonly element: string;
  readonly label: string;
  readonly category: string;
  readonly purposes: string[];
  readonly owner: string;
  readonly source: string | null;
  readonly retention: string;
  readonly correctable: boolean;
  readonly values: string[];
  readonly valueLabels: string[];
  readonly records: string[];
  readonly recordCount: number;
}

const MY_DATA = `{ viewer { myData { element label table category categoryLabel special purposes purposeLabels owner
  ownerLabel source retention retentionLabel correctable values valueLabels records recordCount } } }`;

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const read = async (actor: Actor): Promise<Item[]> =>
  (await actor.ask<{ viewer: { myData: Item[] } }>(MY_DATA)).viewer.myData;
const of = (items: readonly Item[], element: string): Item[] => items.filter((item) => item.element === element);
const values = (items: readonly Item[], element: string): string[] => of(items, element).flatMap((item) => item.values);

describe('viewer.myData', () => {
  test('shows the profile with category, purposes, owner, source, retention and what can be corrected', async () => {
    const ada = await school.endUser({
      givenName: 'Ada',
      email: 'ada@example.org',
      telephone: '+4722334455',
      valueSources: { email: 'Skoleplattform' },
    });
    const items = await read(ada);
    expect(of(items, 'person.telephone')).toEqual([
      {
        element: 'person.telephone',
        label: 'Telephone',
        table: 'person',
        category: 'CONTACT',
        categoryLabel: 'Contact details',
        special: false,
        purposes: ['COMMUNICATION'],
        purposeLabels: [expect.any(String)],
        owner: 'PERSON',
        ownerLabel: 'The person',
        source: null,
        retention: 'UNTIL_REMOVED',
        retentionLabel: 'Until the person or the controller removes it',
        correctable: true,
        values: ['+4722334455'],
        valueLabels: ['+4722334455'],
        records: [expect.any(String)],
        recordCount: 1,
      },
    ]);
    expect(of(items, 'person.email')).toMatchObject([
      { source: 'Skoleplattform', correctable: false, values: ['ada@example.org'] },
    ]);
    expect(of(items, 'person.givenName')).toMatchObject([{ owner: 'CONTROLLER', correctable: false, values: ['Ada'] }]);
    // Nothing is held, so nothing is shown.
    expect(of(items, 'person.preferredName')).toEqual([]);
  });

  test('shows addresses, account, units, groups, guardians and requests', async () => {
    const pupil = await school.endUser();
    const personId = pupil.ids?.personId ?? '';
    const guardian = await school.person({ register: 'GUARDIAN', givenName: 'Gro', familyName: 'Holm' });
    await school.guardianship(guardian, personId);
    await school.member(await school.group('7A'), personId);
    await school.member(await school.group('Chess'), personId, 'SUPERVISOR');
    await school.insert('account_address', {
      account_id: pupil.ids?.accountId,
      person_id: personId,
      address: '192.0.2.7',
    });
    await pupil.ask('mutation($input: CorrectProfileInput!) { correctProfile(input: $input) { requestId } }', {
      input: { expectedVersion: 1, givenName: 'Other' },
    });
    const items = await read(pupil);
    expect(values(items, 'account_address.address')).toContain('192.0.2.7');
    expect(values(items, 'account.subject')).toEqual([expect.stringMatching(/^subject-/)]);
    expect(values(items, 'affiliation.unitId')).toEqual([`${school.slug} school`]);
    expect(values(items, 'membership.groupId')).toEqual(['Chess', '7A']);
    expect(values(items, 'membership.role')).toEqual(['SUPERVISOR', 'MEMBER']);
    expect(of(items, 'membership.role')[0]?.valueLabels).toEqual(['Supervisor', 'Member']);
    expect(of(items, 'person.givenName')[0]?.valueLabels).toEqual(values(items, 'person.givenName'));
    expect(of(items, 'membership.role')[0]?.records).toEqual(of(items, 'membership.groupId')[0]?.records);
    expect(values(items, 'guardianship.guardianId')).toEqual(['Gro Holm']);
    expect(values(items, 'data_subject_request.proposedValue')).toEqual(['Other']);
    expect(items.filter(({ element }) => element.startsWith('log_entry.'))).toEqual([]);
  });

  test('a guardian sees the own pupils by name, and is logged as having looked', async () => {
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const pupil = await school.person({ givenName: 'Pia', familyName: 'Berg' });
    await school.guardianship(guardian.ids?.personId ?? '', pupil);
    expect(values(await read(guardian), 'guardianship.pupilId')).toEqual(['Pia Berg']);
    const entries = await school.rows(
      'select person_ids::text, categories::text from log_entry where actor_account_id = $1',
      [guardian.ids?.accountId],
    );
    expect(entries).toEqual([{ person_ids: `{${pupil}}`, categories: '{NAME,RELATION}' }]);
  });

  test('tells each person who is named there as what', async () => {
    const user = await school.endUser();
    const [pupil, guardian] = [await school.person(), await school.person({ register: 'GUARDIAN' })];
    await school.guardianship(user.ids?.personId ?? '', pupil);
    await school.guardianship(guardian, user.ids?.personId ?? '');
    await read(user);
    const entries = await school.rows<{ persons: string; elements: string[] }>(
      `select person_ids::text as persons, details -> 'elements' as elements from log_entry where actor_account_id = $1`,
      [user.ids?.accountId],
    );
    const names = ['person.familyName', 'person.givenName'];
    expect(new Map(entries.map(({ persons, elements }) => [persons, elements]))).toEqual(
      new Map([
        [`{${pupil}}`, ['guardianship.pupilId', ...names]],
        [`{${guardian}}`, ['guardianship.guardianId', ...names]],
      ]),
    );
  });

  test('is read once, under however many names an operation asks for it', async () => {
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    await school.guardianship(guardian.ids?.personId ?? '', await school.person());
    const { viewer } = await guardian.ask<{ viewer: { a: object[]; b: object[] } }>(
      '{ viewer { a: myData { element values } b: myData { element values } } }',
    );
    expect(viewer.a.length).toBeGreaterThan(5);
    expect(viewer.b).toEqual(viewer.a);
    const looks = await school.rows("select id from log_entry where action = 'person.read' and actor_account_id = $1", [
      guardian.ids?.accountId,
    ]);
    expect(looks).toHaveLength(1);
  });

  test('a picture and a file are named by their upload', async () => {
    const upload = '0191d8a8-0000-7000-8000-000000000001';
    const field = await school.field({ type: 'FILE' });
    const ada = await school.endUser({ fieldValues: { [field]: upload } });
    await school.rows('update person set picture_upload_id = $1 where id = $2', [upload, ada.ids?.personId]);
    await school.insert('upload', {
      id: upload,
      person_id: ada.ids?.personId,
      purpose: 'PICTURE',
      file_name: 'Ada.png',
      declared_type: 'image/png',
      declared_bytes: 6,
      blob_name: `files/${upload}`,
      expires_at: '2099-01-01',
    });
    const items = await read(ada);
    expect(values(items, 'person.pictureUploadId')).toEqual([toGlobalId('Upload', upload)]);
    expect(values(items, `field:${field}#OTHER`)).toEqual([toGlobalId('Upload', upload)]);
    for (const element of ['person.pictureUploadId', `field:${field}#OTHER`]) {
      expect(of(items, element)[0]?.valueLabels).toEqual(['Ada.png']);
    }
  });

  test('the newest hundred records show, and how many there are', async () => {
    const ada = await school.endUser();
    await school.rows(
      `insert into data_subject_request (tenant_id, person_id, kind, details, due_at)
       select $1, $2, 'OBJECTION', 'number ' || n, now() + interval '1 month' from generate_series(1, 130) n`,
      [school.id, ada.ids?.personId],
    );
    const [details] = of(await read(ada), 'data_subject_request.details');
    expect(details).toMatchObject({ recordCount: 130 });
    expect(details?.values).toHaveLength(100);
    expect(details?.values[0]).toBe('number 130');
  });
});

describe('a field that is defined today', () => {
  test('is in my data tomorrow, without a line of code, and stays there once retired', async () => {
    const controller = await school.controller();
    const ada = await school.endUser();
    const { createField } = await controller.ask<{ createField: { field: { id: string; element: string } } }>(
      `mutation { createField(input: { key: "bus", label: "Takes the bus", type: YES_NO, registers: [STUDENT],
        category: PREFERENCE, purposes: [ADMINISTRATION], retention: "P1Y", correctable: true }) { field { id element } } }`,
    );
    const { id, element } = createField.field;
    expect(of(await read(ada), element)).toEqual([]);
    await acknowledgeAnnexes(controller);
    await ada.ask('mutation($input: SetFieldValuesInput!) { setFieldValues(input: $input) { userErrors { code } } }', {
      input: { expectedVersion: 1, values: [{ fieldId: id, yesNo: true }] },
    });
    const expected = {
      label: 'Takes the bus',
      category: 'PREFERENCE',
      retention: 'P1Y',
      owner: 'PERSON',
      source: null,
      correctable: true,
      values: ['Yes'],
    };
    expect(of(await read(ada), element)).toMatchObject([expected]);
    await controller.ask('mutation($input: FieldVersionInput!) { retireField(input: $input) { field { id } } }', {
      input: { fieldId: id, expectedVersion: 2 },
    });
    expect(of(await read(ada), element)).toMatchObject([expected]);
  });

  test('is shown to the person whoever else may not read it, with the source that owns it', async () => {
    const field = await school.field({ category: 'HEALTH' });
    const ada = await school.endUser({
      fieldValues: { [field]: 'Nuts' },
      valueSources: { [`field:${field}`]: 'Skoleplattform' },
    });
    expect(of(await read(ada), `field:${field}#HEALTH`)).toMatchObject([
      { values: ['Nuts'], source: 'Skoleplattform', correctable: false, special: true },
    ]);
  });
});

describe('nobody else’s data', () => {
  test('is in it: not of another person, and not of another tenant', async () => {
    const other = await world.tenant();
    await other.person({ givenName: 'Foreign' });
    await school.person({ givenName: 'Neighbour' });
    const ada = await school.endUser({ givenName: 'Ada' });
    const text = JSON.stringify(await read(ada));
    expect(text).toContain('Ada');
    expect(text).not.toContain('Neighbour');
    expect(text).not.toContain('Foreign');
  });

  test('an account that is linked to nobody has none', async () => {
    expect(await read(await school.signIn(null))).toEqual([]);
    expect(await read(await school.signIn(null, [], { kind: 'service' }))).toEqual([]);
    expect(await world.anonymous().ask(MY_DATA)).toEqual({ viewer: null });
  });
});
