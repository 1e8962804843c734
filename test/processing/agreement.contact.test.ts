import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import { unzip } from '../rights/archive.reader.js';
import { download, exportPerson } from '../rights/export.flow.js';
import { agreementInput, change, RECORD, read, SIGN, UPDATE, worldWithProcessor } from './agreement.samples.js';

let world: World;
let school: TestTenant;
let chief: Actor;

beforeAll(async () => {
  ({ world } = await worldWithProcessor());
  await world.app.startJobs();
  school = await world.tenant();
  chief = await school.controller();
});

afterAll(() => world.close());

const heldOn = async (actor: Actor): Promise<Record<string, string[]>> => {
  const { viewer } = await actor.ask<{ viewer: { myData: { element: string; values: string[] }[] } }>(
    '{ viewer { myData { element values } } }',
  );
  return Object.fromEntries(
    viewer.myData
      .filter(({ element }) => element.startsWith('agreement_contact.'))
      .map(({ element, values }) => [element.replace('agreement_contact.', ''), values]),
  );
};

const archiveOf = async (actor: Actor): Promise<{ contacts: object[]; text: string }> => {
  const files = await unzip(await download(actor, await exportPerson(actor)));
  const contacts = JSON.parse(String(files.get('data/agreement_contact.json'))) as object[];
  return { contacts, text: [...files.values()].map(String).join('\n') };
};

const sign = async (): Promise<void> => {
  const { documentHash } = await read(chief);
  expect((await change(chief, SIGN, { documentHash, position: 'Rektor' })).userErrors).toEqual([]);
};

test('a contact person has what a signed agreement says of oneself, in my data and the archive, and of nobody else', async () => {
  const [kari, ola] = [await school.endUser({ register: 'STAFF' }), await school.endUser({ register: 'STAFF' })];
  const contact = (actor: Actor, name: string) => ({
    personId: personGid(actor.ids?.personId ?? ''),
    name,
    position: `${name} koordinator`,
    email: `${name.toLowerCase()}@fjordbyen.example`,
  });
  await change(chief, RECORD, agreementInput({ contact: contact(kari, 'Kari') }));
  expect(await heldOn(kari)).toEqual({});
  await sign();
  await change(chief, UPDATE, { expectedVersion: 1, contact: contact(ola, 'Ola') });
  await sign();
  const part = {
    document: 'Hovedavtale om portalen',
    name: 'Kari',
    position: 'Kari koordinator',
    email: 'kari@fjordbyen.example',
  };
  expect(await heldOn(kari)).toEqual({
    ...Object.fromEntries(Object.entries(part).map(([name, value]) => [name, [value]])),
    signedAt: [expect.any(String)],
  });
  expect(await heldOn(ola)).toMatchObject({ name: ['Ola'], email: ['ola@fjordbyen.example'] });
  expect(await heldOn(chief)).toEqual({});
  const { contacts, text } = await archiveOf(kari);
  expect(contacts).toMatchObject([{ ...part, telephone: null, documentHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(text).not.toContain('ola@fjordbyen.example');
  expect(text).not.toContain('Ola koordinator');
  expect(text).not.toContain('Rektor');
});

test('a contact without a card, and the organisation that stands in for one, are nobody’s data here', async () => {
  const other = await world.tenant();
  chief = await other.controller();
  await change(chief, RECORD, agreementInput());
  await sign();
  expect(await other.rows('select 1 from agreement_contact where tenant_id = $1', [other.id])).toEqual([]);
  expect(await heldOn(chief)).toEqual({});
});
