import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { World } from '../harness/world.js';
import { engage } from './sub-processor.samples.js';

const SET = `mutation($input: SetMeasureInput!) { setMeasure(input: $input) {
  measure { id heading text version subProcessor { legalName } } userErrors { code field } } }`;
const REMOVE = `mutation($input: RemoveMeasureInput!) { removeMeasure(input: $input) { removedId userErrors { code } } }`;
const LIST = '{ measures { heading text texts { en nb } } }';

interface SetReply {
  readonly setMeasure: {
    readonly measure: { readonly id: string; readonly version: number } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
  };
}

let world: World;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

const set = async (input: object) => (await operator.ask<SetReply>(SET, { input })).setMeasure;

describe('the processor’s measures', () => {
  test('are recorded, changed and removed by the operator, and read by anybody in the order of Annex III', async () => {
    const quality = await set({
      heading: 'DATA_QUALITY',
      text: { en: 'Values are validated.', nb: 'Verdier valideres.' },
    });
    expect(quality.measure).toMatchObject({ heading: 'DATA_QUALITY', text: 'Values are validated.', version: 1 });
    await set({ heading: 'PSEUDONYMISATION_AND_ENCRYPTION', text: { en: 'Disks are encrypted.' } });
    expect(await world.anonymous().ask(LIST)).toMatchObject({
      measures: [
        { heading: 'PSEUDONYMISATION_AND_ENCRYPTION', text: 'Disks are encrypted.' },
        { heading: 'DATA_QUALITY', texts: { en: 'Values are validated.', nb: 'Verdier valideres.' } },
      ],
    });
    const id = quality.measure?.id;
    const changed = await set({ id, expectedVersion: 1, heading: 'DATA_QUALITY', text: { en: 'Checked.' } });
    expect(changed.measure).toMatchObject({ text: 'Checked.', version: 2 });
    expect(await set({ id, expectedVersion: 1, heading: 'DATA_QUALITY', text: { en: 'Old.' } })).toMatchObject({
      measure: null,
      userErrors: [{ code: 'STALE_VERSION' }],
    });
    expect(await operator.ask(REMOVE, { input: { id, expectedVersion: 2 } })).toEqual({
      removeMeasure: { removedId: id, userErrors: [] },
    });
    expect((await world.anonymous().ask<{ measures: unknown[] }>(LIST)).measures).toHaveLength(1);
  });

  test('a sub-processor’s stands under assistance alone', async () => {
    const added = await engage(operator);
    const subProcessorId = added.change?.subProcessor.id;
    const text = { en: 'Deletes within 24 hours.' };
    expect((await set({ heading: 'DATA_QUALITY', text, subProcessorId })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'subProcessorId'] },
    ]);
    expect((await set({ heading: 'ASSISTANCE', text, subProcessorId })).measure).toMatchObject({
      subProcessor: { legalName: 'Nordsky Cloud AB' },
    });
  });

  test('have room for twenty under a heading', async () => {
    const all = Array.from({ length: 21 }, (_, i) => set({ heading: 'EVENTS_LOGGING', text: { en: `Measure ${i}` } }));
    const refused = (await Promise.all(all)).filter(({ measure }) => measure === null);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.userErrors).toMatchObject([{ code: 'QUOTA_EXCEEDED' }]);
  });

  test('are the operator’s to keep', async () => {
    const school = await world.tenant();
    const input = { heading: 'ACCOUNTABILITY', text: { en: 'x' } };
    for (const actor of [await school.controller(), await school.endUser()]) {
      expect((await actor.send(SET, { input })).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect((await set(input)).userErrors).toEqual([]);
  });
});
