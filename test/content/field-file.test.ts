import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { stage, text, upload } from './files.js';

interface FieldsReply {
  readonly person: {
    readonly fields: readonly {
      readonly fileId: string | null;
      readonly file: { readonly downloadUrl: string } | null;
    }[];
  } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[] }[];
}

const SET = `mutation($input: SetFieldValuesInput!) { setFieldValues(input: $input) {
  person { fields { fileId file { fileName contentType byteSize downloadUrl } } } userErrors { code field } } }`;
const READ = `query($id: ID!) { person(id: $id) { fields { fileId file { fileName downloadUrl } } } }`;

let world: World;
let school: TestTenant;
let fieldId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  fieldId = fieldGid(
    await school.field({
      label: 'Certificate',
      type: 'FILE',
      category: 'HEALTH',
      correctable: true,
      readableBy: ['teacher'],
    }),
  );
});

afterAll(() => world.close());

const set = async (actor: Actor, fileId: string | null | undefined, expectedVersion = 1): Promise<FieldsReply> =>
  (await actor.ask<{ setFieldValues: FieldsReply }>(SET, { input: { expectedVersion, values: [{ fieldId, fileId }] } }))
    .setFieldValues;

const uuid = (globalId: string | undefined) => parseGlobalId(globalId ?? '')?.id;
const expiry = async (globalId: string | undefined) =>
  school.rows<{ expires_at: Date | null }>('select expires_at from upload where id = $1', [uuid(globalId)]);

describe('a file in a field', () => {
  test('is read through the field, and kept while the field holds it', async () => {
    const ada = await school.endUser();
    const { upload: file } = await upload(ada, text('proof'), { purpose: 'FIELD' });
    const { person, userErrors } = await set(ada, file?.id);
    expect(userErrors).toEqual([]);
    expect(person?.fields).toMatchObject([
      { fileId: file?.id, file: { fileName: 'note.txt', contentType: 'text/plain', byteSize: 5 } },
    ]);
    expect(await (await fetch(person?.fields[0]?.file?.downloadUrl ?? '')).text()).toBe('proof');
    await school.rows(`update upload set expires_at = now() - interval '1 day' where id = $1`, [uuid(file?.id)]);
    await world.app.sweep();
    expect(await expiry(file?.id)).toHaveLength(1);
    const { deleteUpload } = await ada.ask<{ deleteUpload: { userErrors: { code: string }[] } }>(
      `mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { userErrors { code } } }`,
      { id: file?.id },
    );
    expect(deleteUpload.userErrors).toEqual([{ code: 'CONFLICT' }]);
  });

  test('whose reading fails in the answer is not answered as set, because nothing took effect', async () => {
    const ada = await school.endUser();
    const { upload: file } = await upload(ada, text('proof'), { purpose: 'FIELD' });
    await world.owner.query('alter table upload rename column file_name to file_name_away');
    const input = { expectedVersion: 1, values: [{ fieldId, fileId: file?.id }] };
    const answer = await ada.send(SET, { input });
    await world.owner.query('alter table upload rename column file_name_away to file_name');
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] });
    expect(await school.rows('select field_values from person where id = $1', [ada.ids?.personId])).toEqual([
      { field_values: {} },
    ]);
  });

  test('is swept away once the field lets it go', async () => {
    const ada = await school.endUser();
    const { upload: first } = await upload(ada, text('old'), { purpose: 'FIELD' });
    const { upload: second } = await upload(ada, text('new'), { purpose: 'FIELD' });
    await set(ada, first?.id);
    expect(await expiry(first?.id)).toEqual([{ expires_at: null }]);
    expect((await set(ada, second?.id, 2)).userErrors).toEqual([]);
    await world.app.sweep();
    expect((await expiry(first?.id))[0]?.expires_at).not.toBeNull();
    expect(await expiry(second?.id)).toEqual([{ expires_at: null }]);
    await school.rows(`update upload set expires_at = now() - interval '1 second' where id = $1`, [uuid(first?.id)]);
    await world.app.sweep();
    expect(await expiry(first?.id)).toEqual([]);
    expect(await world.app.blobs.size(school.id, `files/${uuid(first?.id)}`)).toBeNull();
    expect(await world.app.blobs.size(school.id, `files/${uuid(second?.id)}`)).toBe(3);
  });

  test.each<[string, (ada: Actor, ben: Actor) => Promise<string | undefined>]>([
    ['that is not completed', async (ada) => (await stage(ada, text('x'), { purpose: 'FIELD' })).upload?.id],
    ['for another purpose', async (ada) => (await upload(ada, text('x'))).upload?.id],
    ['about another person', async (_ada, ben) => (await upload(ben, text('x'), { purpose: 'FIELD' })).upload?.id],
    ['that does not exist', async () => personGid('0190a6a4-0000-7000-8000-000000000000')],
  ])('is not one %s', async (_what, make) => {
    const ada = await school.endUser();
    const { userErrors } = await set(ada, await make(ada, await school.endUser()));
    expect(userErrors).toMatchObject([{ field: ['input', 'values', '0', 'fileId'] }]);
    expect((await set(ada, (await upload(ada, text('x'), { purpose: 'FIELD' })).upload?.id)).userErrors).toEqual([]);
  });

  test('is seen by the readers of the field and by no one else', async () => {
    const ada = await school.endUser();
    const id = ada.ids?.personId ?? '';
    const { upload: file } = await upload(ada, text('proof'), { purpose: 'FIELD' });
    await set(ada, file?.id);
    const read = async (actor: Actor) =>
      (await actor.ask<{ person: FieldsReply['person'] }>(READ, { id: personGid(id) })).person?.fields;
    expect(await read(await school.controller())).toMatchObject([{ file: { fileName: 'note.txt' } }]);
    expect(await read(await school.unitAdministrator())).toEqual([]);
  });

  test('is put there by an administrator, who sees the upload until the field holds it, as no other does', async () => {
    const forms = fieldGid(await school.field({ label: 'Form', type: 'FILE', readableBy: ['unit_administrator'] }));
    const personId = personGid(await school.person());
    const administrator = await school.unitAdministrator();
    const colleague = await school.unitAdministrator();
    const { upload: file } = await upload(administrator, text('signed'), { purpose: 'FIELD', personId });
    const sees = async (actor: Actor): Promise<boolean> =>
      (await actor.ask<{ node: object | null }>('query($id: ID!) { node(id: $id) { id } }', { id: file?.id })).node !==
      null;
    expect([await sees(administrator), await sees(colleague)]).toEqual([true, false]);
    const input = { personId, expectedVersion: 1, values: [{ fieldId: forms, fileId: file?.id }] };
    const { setFieldValues } = await administrator.ask<{ setFieldValues: FieldsReply }>(SET, { input });
    expect(setFieldValues).toMatchObject({ person: { fields: [{ file: { fileName: 'note.txt' } }] }, userErrors: [] });
    expect([await sees(administrator), await sees(await school.controller())]).toEqual([false, true]);
  });
});
