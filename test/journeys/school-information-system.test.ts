import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tammejoe } from '../../src/development/demo/tammejoe.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { jsonOf, type Rows, unzip } from '../rights/archive.reader.js';
import { certified, erase, statedBy } from '../rights/erasure.flow.js';
import { download, exportPerson } from '../rights/export.flow.js';
import { Demo, peopleSeenBy, sees } from './demo.js';

/** A school information system as its pupils and staff use it: rows GD-1, GD-2, GD-3 and GD-8, each from the own people’s view. */
let demo: Demo;
let karl: Actor;
let johanna: Actor;
let support: Actor;
let director: Actor;
let controller: Actor;

beforeAll(async () => {
  demo = await Demo.open(tammejoe);
  karl = await demo.as('karl-tuulevali');
  johanna = await demo.as('johanna-poldoja');
  support = await demo.as('kersti-allikvee');
  director = await demo.as('indrek-pajula');
  controller = await demo.as('tiina-varblane-roos');
});

afterAll(() => demo.close());

test('ST-5: the support specialist sees the linked pupils, and what they need only where it is opened to the role', async () => {
  const seen = await peopleSeenBy(support);
  expect(seen).toEqual(expect.arrayContaining(['Lenna Pihlakas', 'Markus Rannamets', 'Nikita Vaskov']));
  expect(seen).not.toContain('Karl Tuuleväli');
  const query = 'query($id: ID!) { person(id: $id) { fields { text definition { key } } } }';
  const needOf = async (actor: Actor): Promise<string | null | undefined> => {
    const { person } = await actor.ask<{ person: { fields: { text: string | null; definition: { key: string } }[] } }>(
      query,
      { id: demo.gid('person', 'markus-rannamets') },
    );
    return person.fields.find(({ definition }) => definition.key === 'tugivajadus')?.text;
  };
  for (const actor of [controller, support]) expect(await needOf(actor)).toBe('Lugemisraskus; lisaaeg kontrolltöödel');
  expect(await needOf(director)).toBeUndefined();
});

const LOOKS = '{ viewer { looks(first: 100) { nodes { action role unitName purpose categories } } } }';

interface Looks {
  readonly viewer: {
    readonly looks: { readonly nodes: readonly { readonly action: string; readonly role: string }[] };
  };
}

test('GD-8: a pupil sees who looked, in which role and why; one’s own look is none, and a refused one is not told', async () => {
  const card = 'query($id: ID!) { person(id: $id) { displayName birthDate } }';
  const id = demo.gid('person', 'johanna-poldoja');
  const before = (await johanna.ask<Looks>(LOOKS)).viewer.looks.nodes.length;
  await johanna.ask(card, { id });
  for (const subject of ['viive-koorits', 'merike-hobesalu'])
    expect(await sees(await demo.as(subject), id)).toBe(false);
  expect((await johanna.ask<Looks>(LOOKS)).viewer.looks.nodes).toHaveLength(before);
  await (await demo.as('hille-rebasoja')).ask(card, { id });
  const { nodes } = (await johanna.ask<Looks>(LOOKS)).viewer.looks;
  expect(nodes).toHaveLength(before + 1);
  expect(nodes[0]).toMatchObject({ action: 'person.read', role: 'teacher', purpose: 'EDUCATION' });
  expect(nodes[0]).toMatchObject({ categories: expect.arrayContaining(['BIRTH', 'NAME']) });
});

test('GD-8: the purpose that is stated is the one that is told', async () => {
  const id = demo.gid('person', 'johanna-poldoja');
  await director.send('query($id: ID!) { person(id: $id) { displayName } }', { id }, { 'varde-purpose': 'SAFETY' });
  expect((await johanna.ask<Looks>(LOOKS)).viewer.looks.nodes[0]).toMatchObject({
    role: 'unit_administrator',
    purpose: 'SAFETY',
    unitName: 'Tammejõe Gümnaasium, põhimaja',
  });
});

test('GD-1: a pupil follows the own request and takes it back; others neither see nor touch it', async () => {
  const own = '{ viewer { requests(first: 5) { nodes { id version kind state } } } }';
  interface Own {
    readonly viewer: { readonly requests: { readonly nodes: readonly { id: string; version: number }[] } };
  }
  const [request] = (await johanna.ask<Own>(own)).viewer.requests.nodes;
  expect(request).toMatchObject({ kind: 'RESTRICTION', state: 'OPEN' });
  const input = { requestId: request?.id, expectedVersion: request?.version };
  expect((await karl.ask<Own>(own)).viewer.requests.nodes).toEqual([]);
  for (const other of [karl, support, director])
    expect(await outcomeOf(other, 'withdrawRequest', input)).toBe('NOT_FOUND');
  expect(await outcomeOf(johanna, 'withdrawRequest', input)).toBe('DONE');
  expect((await johanna.ask<Own>(own)).viewer.requests.nodes).toMatchObject([{ state: 'WITHDRAWN' }]);
  expect(await outcomeOf(johanna, 'withdrawRequest', input)).not.toBe('DONE');
});

test('GD-2: a pupil takes everything along, files in fields too, and nobody else’s data', async () => {
  const kirke = await demo.as('kirke-luigelaht');
  const files = await unzip(await download(kirke, await exportPerson(kirke)));
  const people = jsonOf<Rows>(files, 'data/person.json');
  expect(people).toHaveLength(1);
  const contents = [...files.values()].map((file) => file.toString('utf8'));
  expect(contents).toContain('Põhikooli lõputunnistus, väljastatud 20. juunil 2025.\n');
  expect(contents.join('\n')).not.toContain('Rannamets');
  for (const other of [karl, support, director]) {
    const { operation } = await exportPerson(other, { personId: demo.gid('person', 'kirke-luigelaht') });
    expect(operation).toBeNull();
  }
});

test('GD-1, GD-3: who asks to be forgotten is: by the controller’s decision, certified, and gone for everybody', async () => {
  const asked = await mutate<{ request: { id: string; state: string } }>(
    karl,
    'makeRequest',
    { kind: 'ERASURE', details: 'Lähen teise kooli.' },
    'request { id state }',
  );
  expect(asked).toMatchObject({ request: { state: 'OPEN' }, userErrors: [] });
  const id = demo.gid('person', 'karl-tuulevali');
  const input = { personId: id, planHash: '0'.repeat(64), reason: 'OBJECTION' };
  for (const other of [karl, director, support]) expect(await outcomeOf(other, 'erasePerson', input)).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'erasePerson', input)).not.toBe('DONE');
  const mother = await demo.as('piret-tuulevali');
  const teacher = await demo.as('toomas-kirsimae');
  for (const actor of [mother, teacher, director, controller]) expect(await sees(actor, id)).toBe(true);

  const { erasure } = await erase(controller, demo.uuid('person', 'karl-tuulevali'));
  const stated = statedBy(await certified(controller, erasure?.id ?? ''));
  expect(stated.blobsRemoved).toBeGreaterThan(0);
  expect(stated.verification.places.every(({ remaining }) => remaining === 0)).toBe(true);
  for (const actor of [mother, teacher, director, controller]) expect(await sees(actor, id)).toBe(false);
  expect(await outcomeOfQuery(karl, '{ persons(first: 1) { totalCount } }')).not.toBe('DONE');
  expect(await peopleSeenBy(mother)).toEqual(['Piret Tuuleväli', 'Rasmus Tuuleväli']);
  const again = await mutate(controller, 'erasePerson', input, 'erasure { id state }');
  expect(again).toMatchObject({ erasure: { id: erasure?.id, state: 'COMPLETED' }, userErrors: [] });
});
