import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { acknowledgeAnnexes, mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { fieldGid, personGid, type TestTenant, tenantGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});
beforeEach(async () => {
  school = await world.tenant();
  controller = await school.controller();
});
afterAll(() => world.close());

const overseen = (number: number) => ({ tenantId: tenantGid(school.id), number, reason: 'Against Article 9 GDPR.' });
const park = (number: number) => outcomeOf(operator, 'parkInstruction', overseen(number));
const release = (number: number) => outcomeOf(operator, 'releaseInstruction', overseen(number));
const answer = { reason: 'We have the consent of the guardians.' };

interface Entry {
  readonly number: number;
  readonly state: string;
  readonly source: string;
  readonly becauseOf: number | null;
  readonly notice: string | null;
  readonly isInForce: boolean;
  readonly steps: readonly {
    state: string;
    reason: string;
    isByProcessor: boolean;
    answeredBy: { id: string } | null;
  }[];
}

const entry = async (number: number, language = 'en'): Promise<Entry> => {
  const { data } = await controller.send<{ instruction: Entry }>(
    `query($number: Int!) { instruction(number: $number) { number state source becauseOf notice isInForce
      steps { state reason isByProcessor answeredBy { id } } } }`,
    { number },
    { 'accept-language': language },
  );
  if (!data) throw new Error('no data');
  return data.instruction;
};
const last = async (): Promise<number> =>
  (
    await school.rows<{ number: number }>('select max(number) as number from instruction where tenant_id = $1', [
      school.id,
    ])
  )[0]?.number ?? 0;

const days = async (): Promise<number | undefined> =>
  (
    await school.rows<{ days: number }>('select log_retention_days as days from tenant where tenant_id = $1', [
      school.id,
    ])
  )[0]?.days;

async function setDays(logRetentionDays: number): Promise<string> {
  const [row] = await school.rows<{ version: number }>('select version from tenant where tenant_id = $1', [school.id]);
  return outcomeOf(controller, 'updateTenantSettings', { logRetentionDays, expectedVersion: row?.version });
}

const FIELD = {
  label: 'Diet',
  type: 'TEXT',
  registers: ['STUDENT'],
  category: 'OTHER',
  purposes: ['SAFETY'],
  retention: 'P1Y',
};

describe('an instruction that is held to be unlawful', () => {
  test('is parked with a notice, answered, kept, and released as a new instruction; each step stays known', async () => {
    await setDays(1_000);
    expect(await park(3)).toBe('DONE');
    expect(await days()).toBe(92);
    expect(await entry(4)).toMatchObject({ source: 'PARKING', becauseOf: 3, isInForce: true });
    const parked = await entry(3, 'nl');
    expect(parked).toMatchObject({ state: 'PARKED', isInForce: false });
    expect(parked.notice).toContain('artikel 28, lid 3');
    expect(parked.notice).toContain('Against Article 9 GDPR.');
    expect(await setDays(500)).toBe('CONFLICT');
    const [row] = await school.rows<{ version: number }>('select version from tenant where tenant_id = $1', [
      school.id,
    ]);
    expect(await outcomeOf(controller, 'updateTenantSettings', { locale: 'NB', expectedVersion: row?.version })).toBe(
      'DONE',
    );
    expect(await outcomeOf(controller, 'confirmInstruction', { number: 3, ...answer })).toBe('DONE');
    expect(await outcomeOf(operator, 'keepInstructionParked', overseen(3))).toBe('DONE');
    expect(await outcomeOf(controller, 'confirmInstruction', { number: 3, ...answer })).toBe('DONE');
    expect(await days()).toBe(92);
    expect(await release(3)).toBe('DONE');
    expect(await days()).toBe(1_000);
    const released = await entry(3);
    expect(released).toMatchObject({ state: 'RELEASED', notice: null });
    expect(released.steps.map(({ state, isByProcessor }) => [state, isByProcessor])).toEqual([
      ['PARKED', true],
      ['CONFIRMED', false],
      ['KEPT', true],
      ['CONFIRMED', false],
      ['RELEASED', true],
    ]);
    expect(released.steps[1]).toMatchObject({
      ...answer,
      answeredBy: { id: personGid(controller.ids?.personId ?? '') },
    });
    expect(released.steps[0]?.answeredBy).toBeNull();
    expect(await entry(await last())).toMatchObject({ source: 'RELEASE', becauseOf: 3, isInForce: true });
    expect(await setDays(600)).toBe('DONE');
    const logged = await school.rows<{ action: string; role: string }>(
      `select action, role from log_entry where action like 'instruction.%' and details ->> 'number' = '3' order by at, id`,
    );
    expect(logged.map(({ action, role }) => `${action} ${role}`)).toEqual([
      'instruction.oversee operator',
      'instruction.answer controller',
      'instruction.oversee operator',
      'instruction.answer controller',
      'instruction.oversee operator',
    ]);
  });

  test('is withdrawn by the controller, who may then instruct anew', async () => {
    await setDays(700);
    await park(3);
    expect(await outcomeOf(controller, 'withdrawInstruction', { number: 3, ...answer })).toBe('DONE');
    expect(await days()).toBe(92);
    expect(await setDays(100)).toBe('DONE');
    for (const again of [await park(3), await release(3)]) expect(again).toBe('CONFLICT');
    expect(await outcomeOf(controller, 'withdrawInstruction', { number: 3, ...answer })).toBe('CONFLICT');
  });

  test('is not parked where a later one builds on it, or before it can be', async () => {
    await setDays(300);
    await setDays(400);
    expect(await park(3)).toBe('CONFLICT');
    expect(await park(4)).toBe('DONE');
    expect(await days()).toBe(300);
    expect(await park(3)).toBe('DONE');
    expect(await days()).toBe(92);
    // What was released can be parked again, and brings nothing back that another parked one had set.
    expect([await release(4), await days(), await park(4), await days()]).toEqual(['DONE', 400, 'DONE', 92]);
    expect([await release(3), await days(), await park(3), await days()]).toEqual(['DONE', 300, 'DONE', 92]);
    expect(await park(99)).toBe('NOT_FOUND');
    expect([await park(1), await park(2)]).toEqual(['CONFLICT', 'CONFLICT']);
    expect(await outcomeOf(controller, 'confirmInstruction', { number: 1, ...answer })).toBe('CONFLICT');
  });

  test('stores nothing new where it made a field, until it is released', async () => {
    await mutate(controller, 'createField', { key: 'diet', ...FIELD });
    const number = await last();
    const [field] = await school.rows<{ id: string }>('select id from field_definition');
    const fieldId = fieldGid(field?.id ?? '');
    const wanted = {
      personId: personGid(await school.person()),
      expectedVersion: 1,
      values: [{ fieldId, text: 'Nuts' }],
    };
    const set = () => outcomeOf(controller, 'setFieldValues', wanted);
    await acknowledgeAnnexes(controller);
    expect(await park(number)).toBe('DONE');
    expect(await set()).toBe('INVALID');
    const restore = `mutation($input: FieldVersionInput!) { restoreField(input: $input) { userErrors { code message } } }`;
    const { restoreField } = await controller.ask<{
      restoreField: { userErrors: readonly { code: string; message: string }[] };
    }>(restore, { input: { fieldId, expectedVersion: 3 } });
    expect(restoreField.userErrors[0]?.message).toBe(
      `Instruction ${number} on this is parked: the processor holds it to be unlawful. Withdraw it first, or wait until it is released.`,
    );
    expect(await release(number)).toBe('DONE');
    expect(
      await school.rows('select 1 from field_definition where tenant_id = $1 and retired_at is null', [school.id]),
    ).toHaveLength(1);
    // The annexes said meanwhile that it is not processed.
    expect(await set()).toBe('ANNEX_NOT_ACKNOWLEDGED');
    expect((await acknowledgeAnnexes(controller)).userErrors).toEqual([]);
    expect(await set()).toBe('DONE');
  });

  test('leaves the values of a field that were given under it alone', async () => {
    const id = await school.field({ key: 'bus', type: 'CHOICE', choices: ['A'] });
    const fieldId = fieldGid(id);
    expect(await outcomeOf(controller, 'updateField', { fieldId, choices: ['A', 'B'], expectedVersion: 1 })).toBe(
      'DONE',
    );
    const number = await last();
    await school.person({ fieldValues: { [id]: 'B' } });
    expect(await park(number)).toBe('CONFLICT');
    await school.rows(`update person set field_values = '{}' where tenant_id = $1`, [school.id]);
    expect(await park(number)).toBe('DONE');
    expect(await school.rows('select choices from field_definition where id = $1', [id])).toEqual([{ choices: ['A'] }]);
  });

  test('falls back to the matrix before', async () => {
    const adopt = async () => {
      const { matrix } = await mutate<{ matrix: { id: string; version: number } }>(
        controller,
        'draftMatrix',
        { title: 'Next' },
        'matrix { id version }',
      );
      await mutate(controller, 'adoptMatrix', { matrixId: matrix.id, expectedVersion: matrix.version });
      return last();
    };
    const states = async () =>
      (
        await school.rows<{ state: string }>('select state from matrix where tenant_id = $1 order by number', [
          school.id,
        ])
      ).map(({ state }) => state);
    const first = await adopt();
    const second = await adopt();
    expect(await park(first)).toBe('CONFLICT');
    expect(await park(second)).toBe('DONE');
    expect(await states()).toEqual(['ADOPTED', 'WITHDRAWN']);
    expect(await park(first)).toBe('DONE');
    expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN']);
    expect(await release(first)).toBe('DONE');
    expect(await release(second)).toBe('CONFLICT');
    expect(await states()).toEqual(['ADOPTED', 'WITHDRAWN']);
  });

  test('goes, and comes back, where it made or removed a rule', async () => {
    const rule = { action: 'hold.manage', maxAgeMinutes: 5, expectedVersion: 0 };
    expect(await outcomeOf(controller, 'setSecondFactorAge', rule)).toBe('DONE');
    const number = await last();
    const rules = () =>
      school.rows<object>('select maximum_age_minutes as age from second_factor_rule where tenant_id = $1', [
        school.id,
      ]);
    expect(await park(number)).toBe('DONE');
    expect(await rules()).toEqual([]);
    expect(await outcomeOf(controller, 'setSecondFactorAge', { ...rule, maxAgeMinutes: 60 })).toBe('CONFLICT');
    expect(await release(number)).toBe('DONE');
    expect(await rules()).toEqual([{ age: 5 }]);
    const leavers = { closeAfterDays: 1, deleteAfterDays: 2, expectedVersion: 0 };
    expect(await outcomeOf(controller, 'setLeaverRule', leavers)).toBe('DONE');
    const second = await last();
    expect([await park(second), await release(second)]).toEqual(['DONE', 'DONE']);
    await school.insert('screening_rule', { kinds: ['EMAIL'], minimum_confidence: 50, comments: true, files: true });
    await school.rows(
      `update instruction set source = 'CONTROLLER' where tenant_id = $1 and subject = 'screening_rule'`,
      [school.id],
    );
    expect([await park(await last()), await release((await last()) - 1)]).toEqual(['DONE', 'DONE']);
  });

  test('is for the operator to park and release, and for the controller to answer; nobody else does either', async () => {
    await setDays(800);
    const tenantId = tenantGid(school.id);
    const query = `{ tenantInstructions(tenantId: "${tenantId}") { number text source state } }`;
    const seen = await operator.ask<{ tenantInstructions: readonly { number: number; text: string }[] }>(query);
    expect(seen.tenantInstructions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(seen.tenantInstructions[0]?.text).toContain('from 92 to 800');
    const others = [await school.endUser(), await school.teacher(), await school.unitAdministrator()];
    for (const actor of [controller, ...others]) {
      expect(await outcomeOfQuery(actor, query)).toBe('FORBIDDEN');
      for (const name of ['parkInstruction', 'releaseInstruction', 'keepInstructionParked']) {
        expect(await outcomeOf(actor, name, overseen(3))).toBe('FORBIDDEN');
      }
    }
    expect(await park(3)).toBe('DONE');
    for (const actor of [operator, ...others]) {
      expect(await outcomeOf(actor, 'withdrawInstruction', { number: 3, ...answer })).toBe('FORBIDDEN');
      expect(await outcomeOf(actor, 'confirmInstruction', { number: 3, ...answer })).toBe('FORBIDDEN');
    }
    const stranger = await (await world.tenant()).controller();
    expect(await outcomeOf(stranger, 'withdrawInstruction', { number: 3, ...answer })).toBe('NOT_FOUND');
    expect(await outcomeOf(operator, 'parkInstruction', { ...overseen(3), tenantId: 'nonsense' })).toBe('NOT_FOUND');
  });
});

test('the documented instructions are a file for the controller: as data, as a table, and as a document', async () => {
  await setDays(250);
  const get = (path: string, actor: Actor, language = 'en') =>
    fetch(`${world.url}/instructions.${path}`, {
      headers: { authorization: `Bearer ${actor.token}`, 'accept-language': language },
    });
  const entries = (await (await get('json', controller)).json()) as readonly { number: number; text: string }[];
  expect(entries.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect((await (await get('csv', controller)).text()).split('\r\n')).toHaveLength(5);
  expect(await (await get('html', controller, 'sv')).text()).toContain('från 92 till 250');
  const pdf = async () => Buffer.from(await (await get('pdf', controller)).arrayBuffer());
  expect((await pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await pdf()).equals(await pdf())).toBe(true);
  expect(await (await get('json?from=2099-01-01', controller)).json()).toEqual([]);
  expect((await get('json?from=soon', controller)).status).toBe(400);
  for (const actor of [operator, await school.teacher()]) expect((await get('json', actor)).status).toBe(404);
});
