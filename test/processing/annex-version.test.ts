import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { agreementInput, RECORD, SIGN } from './agreement.samples.js';
import { engage, passDays } from './sub-processor.samples.js';

interface Version {
  readonly number: number;
  readonly hash: string;
  readonly causes: readonly string[];
  readonly widens: boolean;
  readonly state: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: { readonly id: string } | null;
  readonly changes: readonly Change[];
}

interface Change {
  readonly annex: string;
  readonly place: string;
  readonly kind: string;
  readonly subject: string;
  readonly property: string | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly widens: boolean;
  readonly text: string;
}

const CHANGE = 'annex place cause kind subject property before after widens text';
const VERSION = `number hash causes widens state acknowledgedAt acknowledgedBy { id } changes { ${CHANGE} }`;

const current = async (actor: Actor): Promise<Version> =>
  (await actor.ask<{ annexVersion: Version }>(`{ annexVersion { ${VERSION} } }`)).annexVersion;

const acknowledge = async (actor: Actor): Promise<Version> => {
  const { number, hash } = await current(actor);
  const input = { number, expectedHash: hash };
  const { annexVersion, userErrors } = await mutate<{ annexVersion: Version }>(
    actor,
    'acknowledgeAnnexVersion',
    input,
    `annexVersion { ${VERSION} }`,
  );
  expect(userErrors).toEqual([]);
  return annexVersion;
};

interface Field {
  readonly id: string;
  readonly version: number;
  readonly isAcknowledged: boolean;
}

const FIELD = 'field { id version isAcknowledged }';
let counter = 0;

async function define(actor: Actor, changes: object = {}): Promise<Field> {
  counter += 1;
  const input = {
    key: `f${counter}`,
    label: `Allergies ${counter}`,
    description: '',
    type: 'TEXT',
    choices: [],
    registers: ['STUDENT'],
    category: 'HEALTH',
    purposes: ['SAFETY'],
    retention: 'P1Y',
    readableBy: [],
    correctable: false,
    ...changes,
  };
  return (await mutate<{ field: Field }>(actor, 'createField', input, FIELD)).field;
}

const change = async (actor: Actor, { id, version }: Field, changes: object): Promise<Field> => {
  const input = { fieldId: id, expectedVersion: version, ...changes };
  const { field, userErrors } = await mutate<{ field: Field }>(actor, 'updateField', input, FIELD);
  expect(userErrors).toEqual([]);
  return field;
};

let world: World;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

describe('versions of the annexes', () => {
  test('the first is made when it is read, and the same processing makes no other', async () => {
    const controller = await (await world.tenant()).controller();
    const first = await current(controller);
    expect(first).toMatchObject({ number: 1, causes: ['FIRST'], widens: true, state: 'AWAITING', changes: [] });
    expect(await current(controller)).toEqual(first);
  });

  test('what widens makes a version that awaits acknowledgement; what narrows makes one that does not', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    await acknowledge(controller);
    const field = await define(controller, { label: 'Allergies' });
    const added = await current(controller);
    expect(added).toMatchObject({ number: 2, causes: ['REGISTER', 'FIELD'], widens: true, state: 'AWAITING' });
    expect(added.changes).toContainEqual({
      annex: 'II',
      place: 'PERSONAL_DATA',
      cause: 'FIELD',
      kind: 'ADDED',
      subject: 'Allergies',
      property: null,
      before: [],
      after: [
        'Data concerning health',
        'Safety of pupils and other people',
        '1 year after it was last written',
        'Pupils and students',
      ],
      widens: true,
      text: expect.stringContaining('Annex II, personal data: Allergies is added'),
    });
    const acknowledged = await acknowledge(controller);
    expect(acknowledged).toMatchObject({ number: 2, state: 'ACKNOWLEDGED' });
    expect(acknowledged.acknowledgedBy?.id).toBe(personGid(controller.ids?.personId ?? ''));
    const wider = await change(controller, { ...field, version: 2 }, { readableBy: ['teacher'] });
    expect(wider.isAcknowledged).toBe(false);
    expect((await current(controller)).changes).toMatchObject([
      { property: 'readers', before: [], after: ['teachers'], widens: true, kind: 'CHANGED' },
    ]);
    await change(controller, wider, { readableBy: [], retention: 'P6M' });
    const narrower = await current(controller);
    expect(narrower).toMatchObject({ number: 4, widens: false, state: 'NOT_NEEDED' });
    const { calendar } = await controller.ask<{ calendar: { nodes: object[] } }>(
      '{ calendar(first: 50) { nodes { kind what } } }',
    );
    expect(calendar.nodes).toContainEqual({ kind: 'ANNEX_ACKNOWLEDGEMENT', what: '3' });
    expect(narrower.changes.map(({ property, widens }) => [property, widens])).toEqual([
      ['retention', false],
      ['readers', false],
    ]);
  });

  test.each([
    ['category', { category: 'BELIEF' }, true],
    ['purposes', { purposes: ['SAFETY', 'EDUCATION'] }, true],
    ['registers', { registers: ['STUDENT', 'STAFF'] }, true],
    ['retention', { retention: 'P2Y' }, true],
    ['retention', { retention: 'UNTIL_REMOVED' }, true],
    ['retention', { retention: 'P11M' }, false],
    ['label', { label: 'Intolerances' }, false],
  ])('of a field: %s as in %j widens: %s', async (property, changes, widens) => {
    const controller = await (await world.tenant()).controller();
    const made = await define(controller);
    await acknowledge(controller);
    const field = await change(controller, { ...made, version: 2 }, changes);
    const version = await current(controller);
    expect(version.changes.find((entry) => entry.property === property)).toMatchObject({ widens });
    expect(version).toMatchObject({ widens, state: widens ? 'AWAITING' : 'NOT_NEEDED' });
    expect(field.isAcknowledged).toBe(!widens);
  });

  test('acknowledging needs the version that stands now, as it was read, and happens once', async () => {
    const controller = await (await world.tenant()).controller();
    const read = await current(controller);
    await define(controller);
    const input = { number: read.number, expectedHash: read.hash };
    const stale = await mutate(controller, 'acknowledgeAnnexVersion', input);
    expect(stale.userErrors).toMatchObject([{ __typename: 'DocumentChangedError', code: 'DOCUMENT_CHANGED' }]);
    const { number, hash } = await acknowledge(controller);
    const again = await mutate(controller, 'acknowledgeAnnexVersion', { number, expectedHash: hash });
    expect(again.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
    const { annexVersion } = await controller.ask<{ annexVersion: Version }>('{ annexVersion(number: 1) { state } }');
    expect(annexVersion).toEqual({ state: 'COVERED' });
  });

  test('any two are compared, in the language of the reader', async () => {
    const controller = await (await world.tenant()).controller();
    await current(controller);
    const field = await define(controller, { label: 'Allergier' });
    await change(controller, field, { purposes: ['SAFETY', 'EDUCATION'] });
    const query = `query($from: Int!, $to: Int!) { annexDifference(from: $from, to: $to) { ${CHANGE} } }`;
    const between = async (from: number, to: number, language = 'nb'): Promise<readonly Change[]> =>
      (await controller.send<{ annexDifference: Change[] }>(query, { from, to }, { 'accept-language': language })).data
        ?.annexDifference ?? [];
    expect((await between(1, 3)).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Vedlegg II, personopplysninger: Allergier er lagt til – .*Mer behandles\.$/),
    );
    expect((await between(3, 1)).find(({ subject }) => subject === 'Allergier')).toMatchObject({
      kind: 'REMOVED',
      widens: false,
    });
    for (const language of ['en', 'nb', 'sv', 'fi', 'et', 'nl']) {
      for (const { text } of await between(1, 3, language)) expect(text).not.toMatch(/annex\.|\{|undefined/);
    }
    expect(await between(2, 2)).toEqual([]);
    const missing = await controller.send(query, { from: 1, to: 9 });
    expect(missing.errors).toHaveLength(1);
  });

  test('a sub-processor that is new, or processes elsewhere, reaches every tenant by itself', async () => {
    const tenants = [await world.tenant(), await world.tenant()];
    const controllers: Actor[] = [];
    for (const tenant of tenants) controllers.push(await tenant.controller());
    for (const controller of controllers) await acknowledge(controller);
    await engage(operator);
    await passDays(world, 34);
    await world.app.sweep();
    for (const tenant of tenants) {
      expect(await tenant.rows('select causes, widens from annex_version order by number desc limit 1')).toEqual([
        { causes: ['SUB_PROCESSOR'], widens: true },
      ]);
    }
    for (const controller of controllers) {
      expect((await current(controller)).changes).toMatchObject([
        { annex: 'IV', place: 'SUB_PROCESSORS', kind: 'ADDED', widens: true },
      ]);
    }
  });

  test('recording the agreement makes a version; signing it acknowledges the one that stands', async () => {
    const tenant = await world.tenant();
    await mutate(operator, 'updateProcessor', {
      name: 'Varde',
      legalName: 'Varde Drift AS',
      organisationNumber: '987654321',
      address: 'Kaigata 1',
      country: 'NO',
      contact: 'personvern@varde.example',
    });
    const controller = await tenant.controller();
    const field = await define(controller);
    expect(field.isAcknowledged).toBe(false);
    const { answer } = await controller.ask<{ answer: { agreement: { documentHash: string } } }>(RECORD, {
      input: agreementInput(),
    });
    expect((await current(controller)).causes).toContain('AGREEMENT');
    await controller.ask(SIGN, {
      input: { documentHash: answer.agreement.documentHash, name: 'Åse Nygård', position: 'rektor' },
    });
    expect((await current(controller)).state).toBe('ACKNOWLEDGED');
    const { fieldDefinitions } = await controller.ask<{ fieldDefinitions: Field[] }>(
      '{ fieldDefinitions { isAcknowledged } }',
    );
    expect(fieldDefinitions).toEqual([{ isAcknowledged: true }]);
    const kept = await tenant.rows<{ content: string }>('select content from annex_version');
    expect(JSON.stringify(kept)).not.toContain('Nygård');
  });
});
