import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { acknowledgeAnnexes, mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { fieldGid, personGid, type TestTenant, tenantGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const setting = (personId: string, fieldId: string, value: object, expectedVersion = 1): object => ({
  personId: personGid(personId),
  expectedVersion,
  values: [{ fieldId: fieldGid(fieldId), ...value }],
});

const stored = (tenant: TestTenant): Promise<{ values: object }[]> =>
  tenant.rows('select field_values as values from person order by id');

let world: World;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

describe('a field that widens what is processed', () => {
  test('stores nothing before the controller has acknowledged it, and then does', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const [person, field] = [await tenant.person(), await tenant.field({ acknowledged: false })];
    const refused = await mutate(controller, 'setFieldValues', setting(person, field, { text: 'Nuts' }));
    expect(refused.userErrors).toMatchObject([
      {
        __typename: 'AnnexNotAcknowledgedError',
        code: 'ANNEX_NOT_ACKNOWLEDGED',
        field: ['input', 'values', '0', 'fieldId'],
      },
    ]);
    expect(JSON.stringify(await stored(tenant))).not.toContain('Nuts');
    expect((await acknowledgeAnnexes(controller)).userErrors).toEqual([]);
    expect(await outcomeOf(controller, 'setFieldValues', setting(person, field, { text: 'Nuts' }))).toBe('DONE');
    expect(JSON.stringify(await stored(tenant))).toContain('Nuts');
  });

  test('takes no file, no proposal of the person, and no correction that the controller grants', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const pupil = await tenant.endUser();
    const own = pupil.ids?.personId ?? '';
    const file = await tenant.field({ type: 'FILE', acknowledged: false });
    const upload = await tenant.insert('upload', {
      id: newId(),
      person_id: own,
      uploader_account_id: controller.ids?.accountId,
      purpose: 'FIELD',
      state: 'COMPLETE',
      file_name: 'note.txt',
      declared_type: 'text/plain',
      declared_bytes: 3,
      detected_type: 'text/plain',
      measured_bytes: 3,
      sha256: 'a'.repeat(64),
      completed_at: '2026-01-01',
      blob_name: 'note',
    });
    const fileId = toGlobalId('Upload', upload);
    expect(await outcomeOf(controller, 'setFieldValues', setting(own, file, { fileId }))).toBe(
      'ANNEX_NOT_ACKNOWLEDGED',
    );
    const text = await tenant.field({ acknowledged: false });
    expect(await outcomeOf(pupil, 'setFieldValues', setting(own, text, { text: 'Nuts' }))).toBe(
      'ANNEX_NOT_ACKNOWLEDGED',
    );
    expect(await tenant.rows('select id from data_subject_request')).toEqual([]);
    const { request } = await mutate<{ request: { id: string } }>(
      pupil,
      'makeRequest',
      { kind: 'RECTIFICATION', element: `field:${text}#OTHER`, proposedValue: 'Nuts' },
      'request { id }',
    );
    const answer = { requestId: request.id, expectedVersion: 1, decision: 'GRANTED', outcome: 'Yes.' };
    expect(await outcomeOf(controller, 'answerRequest', answer)).toBe('ANNEX_NOT_ACKNOWLEDGED');
    expect(JSON.stringify(await stored(tenant))).not.toContain('Nuts');
  });

  test('keeps the values that it has when it is widened, lets them be removed, and takes no others', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const field = await tenant.field();
    const person = await tenant.person({ fieldValues: { [field]: 'Nuts' } });
    const wider = { fieldId: fieldGid(field), expectedVersion: 1, readableBy: ['teacher'] };
    expect(await outcomeOf(controller, 'updateField', wider)).toBe('DONE');
    expect(JSON.stringify(await stored(tenant))).toContain('Nuts');
    expect(await outcomeOf(controller, 'setFieldValues', setting(person, field, { text: 'Milk' }))).toBe(
      'ANNEX_NOT_ACKNOWLEDGED',
    );
    expect(await outcomeOf(controller, 'setFieldValues', setting(person, field, { clear: true }))).toBe('DONE');
  });

  test('what was narrowed, or taken out of use, is acknowledged anew before it is as it was', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const [person, field] = [await tenant.person(), await tenant.field({ readableBy: ['teacher'] })];
    const set = (text: string, version: number): Promise<string> =>
      outcomeOf(controller, 'setFieldValues', setting(person, field, { text }, version));
    const fieldId = fieldGid(field);
    await mutate(controller, 'updateField', { fieldId, expectedVersion: 1, readableBy: [] });
    expect(await set('one', 1)).toBe('DONE');
    await mutate(controller, 'updateField', { fieldId, expectedVersion: 2, readableBy: ['teacher'] });
    expect(await set('two', 2)).toBe('ANNEX_NOT_ACKNOWLEDGED');
    await acknowledgeAnnexes(controller);
    expect(await set('two', 2)).toBe('DONE');
    for (const [name, expectedVersion] of [
      ['retireField', 4],
      ['restoreField', 5],
    ] as const) {
      const query = `mutation($input: FieldVersionInput!) { ${name}(input: $input) { userErrors { code } } }`;
      expect(await controller.ask(query, { input: { fieldId, expectedVersion } })).toEqual({
        [name]: { userErrors: [] },
      });
    }
    expect(await set('three', 3)).toBe('ANNEX_NOT_ACKNOWLEDGED');
    // Cards hold values of it, so that it never left the annexes; that it takes new ones again is said, and acknowledged.
    const { annexVersion } = await controller.ask<{ annexVersion: { changes: { text: string }[] } }>(
      '{ annexVersion { state changes { property widens text } } }',
    );
    expect(annexVersion).toMatchObject({ state: 'AWAITING', changes: [{ property: 'use', widens: true }] });
    expect((await acknowledgeAnnexes(controller)).userErrors).toEqual([]);
    expect(await set('three', 3)).toBe('DONE');
  });

  test('comes back from an instruction that was parked with no more than was acknowledged since', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const [person, field] = [await tenant.person(), await tenant.field()];
    const set = (version: number): Promise<string> =>
      outcomeOf(controller, 'setFieldValues', setting(person, field, { text: `${version}` }, version));
    const versions = (): Promise<object[]> => tenant.rows('select 1 from annex_version');
    await mutate(controller, 'updateField', { fieldId: fieldGid(field), expectedVersion: 1, readableBy: ['teacher'] });
    await acknowledgeAnnexes(controller);
    const [last] = await tenant.rows<{ number: number }>('select max(number) as number from instruction');
    const overseen = { tenantId: tenantGid(tenant.id), number: last?.number, reason: 'Against Article 9 GDPR.' };
    const before = (await versions()).length;
    expect(await outcomeOf(operator, 'parkInstruction', overseen)).toBe('DONE');
    expect(await versions()).toHaveLength(before + 1);
    expect(await set(1)).toBe('DONE');
    expect(await outcomeOf(operator, 'releaseInstruction', overseen)).toBe('DONE');
    expect(await versions()).toHaveLength(before + 2);
    expect(await set(2)).toBe('ANNEX_NOT_ACKNOWLEDGED');
    await acknowledgeAnnexes(controller);
    expect(await set(2)).toBe('DONE');
  });

  test('a value that is stored while the field is widened is stored before, or not at all', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    for (let round = 0; round < 8; round += 1) {
      const field = await tenant.field();
      const person = await tenant.person();
      const [value] = await Promise.all([
        outcomeOf(controller, 'setFieldValues', setting(person, field, { text: 'Nuts' })),
        outcomeOf(controller, 'updateField', {
          fieldId: fieldGid(field),
          expectedVersion: 1,
          category: 'HEALTH',
        }),
      ]);
      const [card] = await tenant.rows<{ held: boolean; category: string }>(
        `select jsonb_exists(p.field_values, f.id::text) as held, f.category from person p, field_definition f
          where p.id = $1 and f.id = $2`,
        [person, field],
      );
      expect(card?.held).toBe(value === 'DONE');
      // Where the value came first, its category was settled.
      if (card?.held) expect(card.category).toBe('OTHER');
      else expect(value).toBe('ANNEX_NOT_ACKNOWLEDGED');
    }
  });

  test('a tenant can let its fields not wait, knowingly', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const [person, field] = [await tenant.person(), await tenant.field({ acknowledged: false })];
    const rule = { waitsForAcknowledgement: false, expectedVersion: 0 };
    expect(await outcomeOf(await tenant.endUser(), 'setAnnexRule', rule)).toBe('FORBIDDEN');
    const { annexRule } = await mutate<{ annexRule: object }>(
      controller,
      'setAnnexRule',
      rule,
      'annexRule { waitsForAcknowledgement version }',
    );
    expect(annexRule).toEqual({ waitsForAcknowledgement: false, version: 1 });
    expect(await outcomeOf(controller, 'setAnnexRule', rule)).toBe('STALE_VERSION');
    expect(await outcomeOf(controller, 'setFieldValues', setting(person, field, { text: 'Nuts' }))).toBe('DONE');
    await mutate(controller, 'setAnnexRule', { waitsForAcknowledgement: true, expectedVersion: 1 });
    expect(await outcomeOf(controller, 'setFieldValues', setting(person, field, { text: 'Milk' }, 2))).toBe(
      'ANNEX_NOT_ACKNOWLEDGED',
    );
  });
});

describe('what the processor parks', () => {
  const oversight = (tenant: TestTenant) => {
    const last = async () =>
      (await tenant.rows<{ number: number }>('select max(number) as number from instruction'))[0]?.number ?? 0;
    const oversee = (name: string, number: number) =>
      outcomeOf(operator, `${name}Instruction`, { tenantId: tenantGid(tenant.id), number, reason: 'Article 9 GDPR.' });
    return { last, oversee };
  };
  const declared = { type: 'TEXT', registers: ['STUDENT'], purposes: ['SAFETY'], retention: 'P1Y' };
  const fieldsOf = (tenant: TestTenant): Promise<{ id: string; category: string; retired: boolean }[]> =>
    tenant.rows('select id, category, retired_at is not null as retired from field_definition');

  test('the rule that fields do not wait: they wait again, until it is released', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const { last, oversee } = oversight(tenant);
    const [person, field] = [await tenant.person(), await tenant.field({ acknowledged: false })];
    const set = (text: string, version: number): Promise<string> =>
      outcomeOf(controller, 'setFieldValues', setting(person, field, { text }, version));
    const rule = { waitsForAcknowledgement: false, expectedVersion: 0 };
    expect(await outcomeOf(controller, 'setAnnexRule', rule)).toBe('DONE');
    const number = await last();
    expect(await set('one', 1)).toBe('DONE');
    expect(await oversee('park', number)).toBe('DONE');
    expect(await set('two', 2)).toBe('ANNEX_NOT_ACKNOWLEDGED');
    expect(await outcomeOf(controller, 'setAnnexRule', rule)).toBe('CONFLICT');
    expect([await oversee('release', number), await set('two', 2)]).toEqual(['DONE', 'DONE']);
  });

  test('brings no special category back where they are ruled out, and no ruling where a field is of one', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const { last, oversee } = oversight(tenant);
    const rule = async (ruledOut: boolean): Promise<number> => {
      const [row] = await tenant.rows<{ version: number }>(`select version from tenant where slug = '${tenant.slug}'`);
      const text = `mutation($input: RuleOutSpecialCategoriesInput!) {
        ruleOutSpecialCategories(input: $input) { userErrors { code } } }`;
      const reply = await controller.ask(text, { input: { ruledOut, expectedVersion: row?.version } });
      expect(reply).toEqual({ ruleOutSpecialCategories: { userErrors: [] } });
      return last();
    };
    const health = { key: 'health', label: 'Health', category: 'HEALTH', ...declared };
    expect(await outcomeOf(controller, 'createField', health)).toBe('DONE');
    const created = await last();
    const fieldId = fieldGid((await fieldsOf(tenant))[0]?.id ?? '');
    expect(await outcomeOf(controller, 'updateField', { fieldId, category: 'OTHER', expectedVersion: 1 })).toBe('DONE');
    const changed = await last();
    await rule(true);
    expect(await oversee('park', changed)).toBe('SPECIAL_CATEGORY_RULED_OUT');
    expect(await fieldsOf(tenant)).toMatchObject([{ category: 'OTHER', retired: false }]);
    const allowed = await rule(false);
    expect(await oversee('park', changed)).toBe('DONE');
    expect(await oversee('park', allowed)).toBe('CONFLICT');
    expect(await oversee('park', created)).toBe('DONE');
    expect(await oversee('park', allowed)).toBe('DONE');
    expect(await oversee('release', created)).toBe('SPECIAL_CATEGORY_RULED_OUT');
    expect(await fieldsOf(tenant)).toMatchObject([{ category: 'HEALTH', retired: true }]);
  });
});

describe('who acknowledges', () => {
  test('the controller alone; whoever has a card may read the versions', async () => {
    const tenant = await world.tenant();
    const controller = await tenant.controller();
    const read = '{ annexVersion { number hash state } annexVersions(first: 5) { nodes { number } totalCount } }';
    const others = [await tenant.endUser(), await tenant.teacher(), operator];
    const { annexVersion } = await controller.ask<{ annexVersion: { number: number; hash: string } }>(read);
    const input = { number: annexVersion.number, expectedHash: annexVersion.hash };
    for (const actor of others) {
      expect(await outcomeOf(actor, 'acknowledgeAnnexVersion', input)).toBe('FORBIDDEN');
    }
    expect(await outcomeOf(world.anonymous(), 'acknowledgeAnnexVersion', input)).toBe('UNAUTHENTICATED');
    const [reader = controller] = others;
    expect(await outcomeOfQuery(reader, read)).toBe('DONE');
    expect(await outcomeOfQuery(world.anonymous(), read)).toBe('UNAUTHENTICATED');
    for (const query of ['{ annexRule { version } }', '{ annexDifference(from: 1, to: 1) { text } }']) {
      expect(await outcomeOfQuery(reader, query)).toBe('DONE');
      expect(await outcomeOfQuery(world.anonymous(), query)).toBe('UNAUTHENTICATED');
    }
    expect(await outcomeOf(controller, 'acknowledgeAnnexVersion', input)).toBe('DONE');
  });

  test('of the own tenant only', async () => {
    const [one, other] = [await world.tenant(), await world.tenant()];
    const [controller, stranger] = [await one.controller(), await other.controller()];
    await one.field({ label: 'Secret' });
    const query = '{ annexVersion { number hash } }';
    const { annexVersion } = await controller.ask<{ annexVersion: { number: number; hash: string } }>(query);
    const input = { number: annexVersion.number, expectedHash: annexVersion.hash };
    expect(await outcomeOf(stranger, 'acknowledgeAnnexVersion', input)).toBe('DOCUMENT_CHANGED');
    expect(await one.rows('select acknowledged_at from annex_version')).toEqual([{ acknowledged_at: null }]);
    const foreign = await stranger.ask('{ annexVersions(first: 9) { nodes { changes { text } } totalCount } }');
    expect(JSON.stringify(foreign)).not.toContain('Secret');
  });
});
