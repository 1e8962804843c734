import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { stage } from '../content/files.js';
import type { Actor } from '../harness/actor.js';
import { type TestTenant, tenantGid } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import { agreementInput, change, RECORD, worldWithProcessor } from './agreement.samples.js';
import {
  ACCEPT,
  COVER,
  contract,
  done,
  MAP,
  NOTE,
  RECORD_TEMPLATE,
  REJECT,
  recorded,
  TEMPLATES,
  type Template,
  tell,
  uploaded,
  WITHDRAW,
} from './own-template.samples.js';

let world: World;
let operator: Actor;
let ours: TestTenant;
let theirs: TestTenant;
let controller: Actor;
let template: Template;

const deviation = { requirement: 'ARTICLE_28_3_H', paragraph: 8, standardText: 'På stedet.', reason: 'Sky.' };

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
  ours = await world.tenant();
  theirs = await world.tenant();
  controller = await ours.controller();
  template = await recorded(controller);
  await change(controller, RECORD, agreementInput({ templateId: template.id }));
});

afterAll(() => world.close());

const codeOf = async (actor: Actor, query: string, variables: object): Promise<string | undefined> =>
  (await actor.send(query, variables)).errors[0]?.extensions?.code;

describe('a template of the controller’s own', () => {
  test('is recorded, mapped and compared by the controller alone', async () => {
    const file = contract('<p>x</p>');
    const uploadId = await uploaded(controller, file);
    const [noted] = (await done(controller, NOTE, { templateId: template.id, ...deviation })).deviations;
    let { version } = template;
    const versioned = () => ({ templateId: template.id, expectedVersion: version });
    const mutations: [string, () => object][] = [
      [RECORD_TEMPLATE, () => ({ uploadId, name: 'X' })],
      [MAP, () => ({ ...versioned(), written: 'kategorier', place: 'CATEGORIES' })],
      [COVER, () => ({ ...versioned(), requirement: 'ARTICLE_28_2', paragraphs: [1] })],
      [NOTE, () => ({ templateId: template.id, ...deviation })],
      [WITHDRAW, () => ({ deviationId: noted?.id })],
    ];
    const others = [await ours.endUser(), await ours.teacher(), await ours.unitAdministrator(), operator];
    for (const [mutation, input] of mutations) {
      for (const other of others) expect(await codeOf(other, mutation, { input: input() })).toBe('FORBIDDEN');
      const held = await controller.ask<{ agreementTemplates: { id: string; version: number }[] }>(
        '{ agreementTemplates { id version } }',
      );
      version = held.agreementTemplates.find(({ id }) => id === template.id)?.version ?? 0;
      expect((await tell(controller, mutation, input())).userErrors).toEqual([]);
    }
    const more = { purpose: 'AGREEMENT_TEMPLATE' };
    expect((await stage(await ours.endUser(), file, more)).userErrors).toMatchObject([{ __typename: 'PlainError' }]);
    expect((await stage(controller, file, more)).userErrors).toEqual([]);
  });

  test('is read by every role of the tenant, and by nobody of another', async () => {
    for (const actor of [await ours.endUser(), controller]) {
      expect(JSON.stringify(await actor.ask(TEMPLATES))).toContain(template.id);
      expect(await actor.ask('{ agreementPlaces { written } }')).toMatchObject({
        agreementPlaces: expect.arrayContaining([{ written: '{{sub-processors}}' }]),
      });
    }
    expect(await codeOf(world.anonymous(), TEMPLATES, {})).toBe('UNAUTHENTICATED');
    const other = await theirs.controller();
    expect(await other.ask(TEMPLATES)).toEqual({ agreementTemplates: [] });
    const [noted] = (await done(controller, NOTE, { templateId: template.id, ...deviation })).deviations;
    const attempts: [string, object][] = [
      [MAP, { templateId: template.id, expectedVersion: 1, written: 'kategorier' }],
      [NOTE, { templateId: template.id, ...deviation }],
      [WITHDRAW, { deviationId: noted?.id }],
      [RECORD_TEMPLATE, { uploadId: await uploaded(controller, contract('<p>x</p>')), name: 'X' }],
    ];
    for (const [mutation, input] of attempts) {
      expect((await tell(other, mutation, input)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    expect((await change(other, RECORD, agreementInput({ templateId: template.id }))).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });
});

describe('a deviation', () => {
  test('is answered by the operator alone, who sees those of agreements and no draft', async () => {
    const ids: string[] = [];
    for (const paragraph of [1, 2]) {
      const { deviations } = await done(controller, NOTE, { templateId: template.id, ...deviation, paragraph });
      ids.push(deviations.find((one) => !ids.includes(one.id) && one.state === 'OPEN')?.id ?? '');
    }
    const draft = await recorded(controller);
    const [drafted] = (await done(controller, NOTE, { templateId: draft.id, ...deviation })).deviations;
    const tenantId = tenantGid(ours.id);
    const answers: [string, object][] = [
      [ACCEPT, { tenantId, deviationId: ids[0] }],
      [REJECT, { tenantId, deviationId: ids[1], reason: 'Nei.' }],
    ];
    for (const [mutation, input] of answers) {
      for (const other of [controller, await ours.endUser()]) {
        expect(await codeOf(other, mutation, { input })).toBe('FORBIDDEN');
        expect(await codeOf(other, '{ deviationsToDecide { id } }', {})).toBe('FORBIDDEN');
      }
      expect(await operator.ask(mutation, { input })).toMatchObject({ answer: { userErrors: [] } });
    }
    const open = JSON.stringify(await operator.ask('{ deviationsToDecide { id text } }'));
    expect(open).not.toContain(drafted?.id ?? '');
    const input = { tenantId, deviationId: drafted?.id };
    expect(await operator.ask(ACCEPT, { input })).toMatchObject({ answer: { userErrors: [{ code: 'NOT_FOUND' }] } });
    const log = '{ logEntries(first: 20) { nodes { action } } }';
    expect(JSON.stringify(await controller.ask(log))).toContain('agreement.countersign');
  });

  test('is the operator’s to answer by the database too, and what was recorded never changes', async () => {
    const app = new pg.Client({ connectionString: world.databaseUrl });
    await app.connect();
    const answer = `insert into agreement_deviation_decision (tenant_id, id, deviation_id, is_accepted, decided_at, account_id)
      select tenant_id, uuidv7(), id, true, now(), uuidv7() from agreement_deviation
      where withdrawn_at is not null limit 1`;
    try {
      await app.query(`begin; set local app.tenant_id = '${ours.id}'`);
      await expect(app.query(answer)).rejects.toThrow(/row-level security/);
      for (const forbidden of [`agreement_template set paragraphs = '[]'`, `agreement_deviation set text = 'x'`]) {
        await app.query(`rollback; begin; set local app.tenant_id = '${ours.id}'`);
        await expect(app.query(`update ${forbidden}`)).rejects.toThrow(/permission denied/);
      }
      await app.query(`rollback; begin; set local app.operator = 'on'`);
      expect((await app.query('select 1 from agreement_template')).rowCount).toBe(0);
      expect((await app.query(answer)).rowCount).toBe(1);
      await app.query('rollback');
    } finally {
      await app.end();
    }
  });
});
