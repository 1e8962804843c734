import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { adopted, roleInput } from '../access/matrix.samples.js';
import type { Actor } from '../harness/actor.js';
import { fieldGid, personGid, type TestTenant, tenantGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { addComment, commentsOn } from './comments.js';
import { text, upload } from './files.js';
import { decide, findingsOf, preview, screened } from './screenings.js';

let world: World;
let school: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  other = await world.tenant();
  await world.app.startJobs();
});

afterAll(() => world.close());

const MAIL = 'kari.nordmann@eksempel.no';

const codes = async (actor: Actor, query: string, variables: object = {}) =>
  (await actor.send(query, variables)).errors.map(({ extensions }) => extensions?.code);

describe('findings', () => {
  test('are the controller’s: nobody else reads, decides on or counts them', async () => {
    const pupil = await school.endUser();
    const controller = await school.controller();
    const gid = personGid(pupil.ids?.personId ?? '');
    const { comment } = await addComment(controller, gid, `Skriv ${MAIL}`);
    await screened(world, school.id);
    const [finding] = await findingsOf(controller, { personId: gid });
    expect(finding).toMatchObject({ kind: 'EMAIL', excerpt: { text: `Skriv ${MAIL}` } });
    const stranger = await other.controller();
    const others = [pupil, await school.teacher(), await school.unitAdministrator()];
    const queries = [
      '{ findings(first: 5) { nodes { id } } }',
      '{ findingCounts { kind count } }',
      '{ contentScreenings(first: 5) { nodes { state } } }',
      '{ screeningSettings { version } }',
      '{ previewFindingDecision(input: { decision: PURGE }) { token } }',
      'mutation { screenAgain(input: {}) { contents } }',
      'mutation { updateScreeningSettings(input: { expectedVersion: 0 }) { userErrors { code } } }',
    ];
    for (const actor of others) for (const query of queries) expect(await codes(actor, query)).toEqual(['FORBIDDEN']);
    for (const query of queries.slice(0, 5)) expect(await codes(controller, query)).toEqual([]);
    expect(await findingsOf(stranger)).toEqual([]);
    for (const mutation of ['dismissFinding', 'redactFinding', 'purgeFinding'] as const) {
      expect((await decide(stranger, mutation, finding)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
      await expect(decide(pupil, mutation, finding)).rejects.toThrow('FORBIDDEN');
    }
    const shown =
      'query($id: ID!) { node(id: $id) { ... on Comment { screening { state } } ... on Finding { kind } } }';
    expect(await pupil.ask(shown, { id: comment?.id })).toEqual({ node: { screening: null } });
    expect(await pupil.ask(shown, { id: finding?.id })).toEqual({ node: null });
    expect(await stranger.ask(shown, { id: finding?.id })).toEqual({ node: null });
    expect(await controller.ask(shown, { id: comment?.id })).toEqual({ node: { screening: { state: 'SCREENED' } } });
    expect((await decide(controller, 'purgeFinding', finding)).userErrors).toEqual([]);
    expect(await commentsOn(pupil, gid)).toMatchObject([{ body: null }]);
  });

  test('are counted by kind, and limited to the kinds and confidence that were chosen', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const pupil = personGid(await tenant.person());
    await addComment(controller, pupil, `Skriv ${MAIL} fra 192.0.2.17`);
    await screened(world, tenant.id);
    const counts = '{ findingCounts { kind count high } }';
    expect(await controller.ask(counts)).toEqual({
      findingCounts: [
        { kind: 'EMAIL', count: 1, high: 0 },
        { kind: 'IP_ADDRESS', count: 1, high: 0 },
      ],
    });
    const update = `mutation($input: UpdateScreeningSettingsInput!) { updateScreeningSettings(input: $input) {
      settings { kinds version } userErrors { code } } }`;
    const input = { expectedVersion: 0, kinds: ['IP_ADDRESS'] };
    expect(await controller.ask(update, { input })).toMatchObject({
      updateScreeningSettings: { settings: { kinds: ['IP_ADDRESS'], version: 1 }, userErrors: [] },
    });
    expect(await controller.ask(update, { input })).toMatchObject({
      updateScreeningSettings: { settings: null, userErrors: [{ code: 'STALE_VERSION' }] },
    });
    await screened(world, tenant.id);
    expect(await controller.ask(counts)).toEqual({ findingCounts: [{ kind: 'IP_ADDRESS', count: 1, high: 0 }] });
  });
});

test('a role of a unit with the rights sees and decides on what is about people of its unit', async () => {
  const tenant = await world.tenant();
  const controller = await tenant.controller();
  const needs = ['FREE_TEXT', 'NAME'];
  await adopted(controller, [
    roleInput('screener', {
      scope: 'UNIT',
      actions: [],
      rights: [
        { action: 'person.read', about: 'PERSONS', categories: needs },
        { action: 'screening.manage', about: 'PERSONS', categories: ['FREE_TEXT'] },
        { action: 'screening.purge', about: 'PERSONS', categories: ['FREE_TEXT'] },
      ],
    }),
  ]);
  const far = await tenant.unit('Far');
  const near = personGid(await tenant.person({ givenName: 'Near' }));
  const distant = personGid(await tenant.person({ givenName: 'Distant', unitId: far }));
  const screener = await tenant.signIn(await tenant.person({ register: 'STAFF' }), [
    { role: 'screener', unitId: tenant.unitId },
  ]);
  await addComment(controller, near, `Skriv ${MAIL}`);
  await addComment(controller, distant, `Skriv ${MAIL}`);
  await upload(controller, text(`Skriv ${MAIL}`), { personId: near });
  await screened(world, tenant.id);
  const all = await findingsOf(controller);
  expect(all).toHaveLength(3);
  const seen = await findingsOf(screener);
  expect(seen.map(({ content, person }) => [content, person?.id])).toEqual([['COMMENT', near]]);
  expect(await screener.ask('{ findingCounts { kind count } findings(first: 5) { totalCount } }')).toEqual({
    findingCounts: [{ kind: 'EMAIL', count: 1 }],
    findings: { totalCount: 1 },
  });
  const others = all.filter(({ id }) => id !== seen[0]?.id);
  for (const finding of others) {
    for (const mutation of ['dismissFinding', 'redactFinding', 'purgeFinding'] as const) {
      expect((await decide(screener, mutation, finding)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  }
  expect(await preview(screener, { decision: 'PURGE' })).toMatchObject({ findings: 1, persons: 1, files: 0 });
  expect(await preview(screener, { decision: 'PURGE', findingIds: others.map(({ id }) => id) })).toMatchObject({
    findings: 0,
  });
  const everywhere = { reason: 'Ours', everywhere: true };
  expect((await decide(screener, 'dismissFinding', seen[0], everywhere)).userErrors).toMatchObject([
    { code: 'FORBIDDEN', field: ['input', 'everywhere'] },
  ]);
  expect((await decide(screener, 'redactFinding', seen[0])).userErrors).toEqual([]);
  expect(await findingsOf(controller)).toHaveLength(2);
});

describe('special categories', () => {
  const RULE = `mutation($input: RuleOutSpecialCategoriesInput!) { ruleOutSpecialCategories(input: $input) {
    tenant { specialCategoriesRuledOut version } userErrors { code message } } }`;
  const CREATE = `mutation($input: CreateFieldInput!) { createField(input: $input) { field { id } userErrors { code field } } }`;

  const draft = (key: string) => ({
    input: {
      key,
      label: key,
      type: 'TEXT',
      registers: ['STUDENT'],
      category: 'HEALTH',
      purposes: ['SAFETY'],
      retention: 'WHILE_ACTIVE',
      readableBy: [],
      correctable: false,
    },
  });

  test('are ruled out: no field can be of one, and their words are found whatever is screened for', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const field = await tenant.field({ category: 'HEALTH', label: 'Allergies' });
    const input = { ruledOut: true, expectedVersion: 1 };
    expect(await controller.ask(RULE, { input })).toMatchObject({
      ruleOutSpecialCategories: {
        tenant: null,
        userErrors: [{ code: 'CONFLICT', message: expect.stringContaining('Allergies') }],
      },
    });
    await controller.ask(
      'mutation($input: FieldVersionInput!) { retireField(input: $input) { userErrors { code } } }',
      { input: { fieldId: fieldGid(field), expectedVersion: 1 } },
    );
    expect(await controller.ask(CREATE, draft('first'))).toMatchObject({ createField: { userErrors: [] } });
    const made = await tenant.rows<{ id: string }>(`select id from field_definition where key = 'first'`);
    await tenant.rows('delete from field_definition where id = $1', [made[0]?.id]);
    const pupil = personGid(await tenant.person());
    await controller.ask(
      'mutation { updateScreeningSettings(input: { expectedVersion: 0, comments: false }) { userErrors { code } } }',
    );
    await addComment(controller, pupil, 'Eleven har fått diagnosen epilepsi.');
    await screened(world, tenant.id);
    expect(await findingsOf(controller)).toEqual([]);
    expect(await codes(await tenant.unitAdministrator(), RULE, { input })).toEqual(['FORBIDDEN']);
    expect(await controller.ask(RULE, { input })).toMatchObject({
      ruleOutSpecialCategories: { tenant: { specialCategoriesRuledOut: true, version: 2 }, userErrors: [] },
    });
    await screened(world, tenant.id);
    const found = await findingsOf(controller, { severity: 'HIGH' });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['SPECIAL_CATEGORY']));
    expect(await controller.ask(CREATE, draft('second'))).toMatchObject({
      createField: { userErrors: [{ code: 'SPECIAL_CATEGORY_RULED_OUT', field: ['input', 'category'] }] },
    });
    expect(
      await controller.ask(
        'mutation($input: FieldVersionInput!) { restoreField(input: $input) { userErrors { code } } }',
        { input: { fieldId: fieldGid(field), expectedVersion: 2 } },
      ),
    ).toMatchObject({ restoreField: { userErrors: [{ code: 'SPECIAL_CATEGORY_RULED_OUT' }] } });
    const { node } = await controller.ask<{ node: object }>(
      'query($id: ID!) { node(id: $id) { ... on Tenant { specialCategoriesRuledOut } } }',
      { id: tenantGid(tenant.id) },
    );
    expect(node).toEqual({ specialCategoriesRuledOut: true });
  });
});
