import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const DAY_MS = 86_400_000;
const LIST = `query($key: LegalPeriodKey, $at: DateTimeISO) { legalPeriods(first: 50, key: $key, inForceAt: $at) {
  totalCount nodes { key period basis basisTexts { et } } } }`;

interface Listed {
  readonly legalPeriods: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly key: string; readonly period: string; readonly basis: string }[];
  };
}

let world: World;
let school: TestTenant;
let staff: Actor;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
});
afterAll(() => world.close());

const basis = { en: 'Regulation (EU) 2027/1' };
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const list = (variables: object = {}): Promise<Listed> => world.anonymous().ask<Listed>(LIST, variables);

/** When a request that came so many days ago is due. */
async function dueAfter(daysAgo: number): Promise<number> {
  const receivedAt = inDays(-daysAgo);
  const personId = personGid(await school.person());
  const made = await mutate<{ request: { dueAt: string } }>(
    controller,
    'recordRequest',
    { personId, kind: 'ACCESS', receivedAt },
    'request { dueAt }',
  );
  return (Date.parse(made.request.dueAt) - Date.parse(receivedAt)) / DAY_MS;
}

describe('the periods of the law', () => {
  test('stand in the platform as they are today, for anybody to read', async () => {
    const { nodes } = (await list()).legalPeriods;
    expect(Object.fromEntries(nodes.map(({ key, period }) => [key, period]))).toEqual({
      REQUEST_ANSWER: 'P1M',
      REQUEST_EXTENSION: 'P2M',
      BREACH_TO_CONTROLLER: 'PT24H',
      BREACH_TO_AUTHORITY: 'PT72H',
      SUB_PROCESSOR_OBJECTION: 'P30D',
    });
    expect(nodes.find(({ key }) => key === 'BREACH_TO_AUTHORITY')).toMatchObject({
      basis: 'Article 33(1) GDPR',
      basisTexts: { et: 'GDPR artikli 33 lõige 1' },
    });
  });

  test('are added for a day to come, and never change what is past', async () => {
    const key = 'BREACH_TO_AUTHORITY';
    const from = inDays(30);
    const added = await mutate(staff, 'setLegalPeriod', { key, period: 'PT96H', validFrom: from, basis });
    expect(added.userErrors).toEqual([]);
    for (const [validFrom, period] of [
      [inDays(-1), 'PT96H'],
      [inDays(10), 'PT96H'],
      [inDays(40), '4 days'],
      [inDays(40), 'P2Y'],
    ]) {
      expect(await outcomeOf(staff, 'setLegalPeriod', { key, period, validFrom, basis })).toBe('INVALID');
    }
    expect((await list({ key })).legalPeriods.totalCount).toBe(2);
    expect((await list({ key, at: inDays(0) })).legalPeriods.nodes).toMatchObject([{ period: 'PT72H' }]);
    expect((await list({ key, at: inDays(31) })).legalPeriods.nodes).toMatchObject([{ period: 'PT96H' }]);
    const client = new pg.Client({ connectionString: world.databaseUrl });
    await client.connect();
    await expect(client.query(`set app.operator = 'on'; update legal_period set period = 'PT1H'`)).rejects.toThrow(
      'permission denied for table legal_period',
    );
    await client.end();
  });

  test('hold for a clock that began under them, also when a later one is in force', async () => {
    const change = new Date(Date.now() - 50 * DAY_MS);
    await world.owner.query(`set app.operator = 'on'`);
    await world.owner.query(
      `insert into legal_period (key, period, valid_from, basis) values ('REQUEST_ANSWER', 'P14D', $1, '{"en": "x"}')`,
      [change],
    );
    expect(await dueAfter(60)).toBeGreaterThanOrEqual(28);
    expect(await dueAfter(40)).toBeLessThan(18);
  });

  test('are the operator’s to add', async () => {
    const input = { key: 'REQUEST_EXTENSION', period: 'P1M', validFrom: inDays(3), basis };
    expect(await outcomeOf(controller, 'setLegalPeriod', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(await school.endUser(), 'setLegalPeriod', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(staff, 'setLegalPeriod', input)).toBe('DONE');
  });
});

describe('a stricter period of a controller', () => {
  test('is its own, never looser than the law, and dated', async () => {
    const other = await world.tenant();
    const key = 'BREACH_TO_CONTROLLER';
    expect(await outcomeOf(controller, 'agreePeriod', { key, period: 'PT48H' })).toBe('INVALID');
    expect(await outcomeOf(controller, 'agreePeriod', { key, period: 'PT8H', validFrom: inDays(-2) })).toBe('INVALID');
    expect(await outcomeOf(controller, 'agreePeriod', { key, period: 'PT8H' })).toBe('DONE');
    expect(await outcomeOf(controller, 'agreePeriod', { key: 'SUB_PROCESSOR_OBJECTION', period: 'P14D' })).toBe(
      'INVALID',
    );
    expect(await outcomeOf(controller, 'agreePeriod', { key: 'SUB_PROCESSOR_OBJECTION', period: 'P60D' })).toBe('DONE');
    const read = '{ agreedPeriods(first: 9) { nodes { key period } } }';
    expect(await controller.ask(read)).toEqual({
      agreedPeriods: {
        nodes: [
          { key, period: 'PT8H' },
          { key: 'SUB_PROCESSOR_OBJECTION', period: 'P60D' },
        ],
      },
    });
    expect(await (await other.controller()).ask(read)).toEqual({ agreedPeriods: { nodes: [] } });
  });

  test('is the controller’s to set', async () => {
    const input = { key: 'REQUEST_ANSWER', period: 'P10D' };
    for (const actor of [staff, await school.unitAdministrator(), await school.endUser()]) {
      expect(await outcomeOf(actor, 'agreePeriod', input)).toBe('FORBIDDEN');
    }
    expect(await outcomeOf(controller, 'agreePeriod', input)).toBe('DONE');
    expect(await dueAfter(0)).toBeLessThan(14);
  });

  test('never ends later than the law’s, whatever short months, week-ends and hours make of it', async () => {
    const strict = await world.tenant();
    const actor = await strict.controller();
    for (const [key, period] of [
      ['BREACH_TO_AUTHORITY', 'P2D'],
      ['BREACH_TO_CONTROLLER', 'P1D'],
      ['SUB_PROCESSOR_OBJECTION', 'PT721H'],
    ]) {
      expect(await outcomeOf(actor, 'agreePeriod', { key, period })).toBe('INVALID');
    }
    for (const [key, period] of [
      ['REQUEST_ANSWER', 'P29D'],
      ['BREACH_TO_AUTHORITY', 'P2D'],
    ]) {
      await strict.insert('agreed_period', { id: newId(), key, period, valid_from: '2026-01-01' });
    }
    const now = new Date();
    const year = now.getUTCFullYear() - (now.getUTCMonth() < 2 ? 1 : 0);
    const due = new Date(Date.UTC(year, 2, 2));
    while (due.getUTCDay() % 6 === 0) due.setUTCDate(due.getUTCDate() + 1);
    const personId = personGid(await strict.person());
    const made = await mutate<{ request: { dueAt: string } }>(
      actor,
      'recordRequest',
      { personId, kind: 'ACCESS', receivedAt: `${year}-02-02T12:00:00Z` },
      'request { dueAt }',
    );
    // A month from 2 February is a day less than 29 days, but in leap years.
    expect(made.request.dueAt.slice(0, 10)).toBe(due.toISOString().slice(0, 10));
    // Two days from a Friday end with the next Monday.
    const friday = '2026-02-06T01:00:00.000Z';
    const { breach } = await mutate<{ breach: { authorityDueAt: string } }>(
      actor,
      'recordBreachSignal',
      { description: 'A list was lost.', signalAt: friday, awareAt: friday },
      'breach { authorityDueAt }',
    );
    expect(breach.authorityDueAt).toBe('2026-02-09T01:00:00.000Z');
  });
});
