import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import sql from 'sql-template-tag';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { planOf } from './erasure.flow.js';

let world: World;
let school: TestTenant;
let ada: Actor;
let personId: string;

beforeAll(async () => {
  world = await World.open();
});

beforeEach(async () => {
  school = await world.tenant();
  ada = await school.endUser();
  personId = ada.ids?.personId ?? '';
});

afterAll(() => world.close());

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);

const request = (days: number | null, row: object = {}): Promise<string> =>
  school.insert('data_subject_request', {
    id: newId(),
    person_id: personId,
    kind: 'OBJECTION',
    state: days === null ? 'OPEN' : 'GRANTED',
    received_at: ago(5_000),
    due_at: ago(4_970),
    closed_at: days === null ? null : ago(days),
    ...row,
  });

const operation = (days: number | null, row: object = {}): Promise<string> =>
  school.insert('operation', {
    id: newId(),
    kind: 'EXPORT',
    state: days === null ? 'RUNNING' : 'SUCCEEDED',
    created_at: ago(5_000),
    requested_by_person_id: personId,
    person_id: personId,
    finished_at: days === null ? null : ago(days),
    ...row,
  });

const ids = async (table: string, where = 'true'): Promise<string[]> =>
  (
    await school.rows<{ id: string }>(`select id from ${table} where tenant_id = $1 and ${where} order by id`, [
      school.id,
    ])
  ).map(({ id }) => id);

const hold = (of: object): Promise<string> =>
  school.insert('legal_hold', { id: newId(), person_id: personId, ground: 'Arkivlova § 6', ...of });

describe('what is kept for a period', () => {
  test('goes when it is over, and never before it began: not what is open or running', async () => {
    const open = await request(null);
    const recent = await request(3 * 365 - 5);
    await request(3 * 366 + 1);
    const running = await operation(null);
    const late = await operation(89);
    const old = await operation(91);
    await world.app.sweep();
    expect(await ids('data_subject_request')).toEqual([open, recent].sort());
    expect(await ids('operation', 'person_id is not null and requested_by_person_id is not null')).toEqual(
      [running, late].sort(),
    );
    // The work itself stays, without anybody's name.
    expect(await ids('operation', 'person_id is null and requested_by_person_id is null')).toEqual([old]);
  });

  test('leaves an entry for each table, with ids and counts alone, and another tenant untouched', async () => {
    const other = await world.tenant();
    const theirs = await other.person();
    await other.insert('data_subject_request', {
      id: newId(),
      person_id: theirs,
      kind: 'ACCESS',
      received_at: ago(5_000),
      due_at: ago(4_970),
    });
    await request(2_000, { details: 'Unsaid' });
    await request(2_000);
    await operation(100);
    await world.app.sweep();
    await world.app.sweep();
    const entries = await school.rows<{ details: { expired: string; rows: number } }>(
      `select role, person_ids, categories, details from log_entry where tenant_id = $1 and action = 'retention.run'`,
      [school.id],
    );
    expect(entries.sort((a, b) => (a.details.expired < b.details.expired ? -1 : 1))).toEqual([
      {
        role: 'system',
        person_ids: [personId],
        categories: ['REQUEST'],
        details: { expired: 'data_subject_request', rows: 2 },
      },
      { role: 'system', person_ids: [personId], categories: ['ACTIVITY'], details: { expired: 'operation', rows: 1 } },
    ]);
    expect(await other.rows('select person_id from data_subject_request')).toEqual([{ person_id: theirs }]);
    expect(await other.rows(`select 1 from log_entry where action = 'retention.run'`)).toEqual([]);
  });

  test('stays while a legal hold covers it, and goes when that is over', async () => {
    const covering = [
      await hold({}),
      await hold({ category: 'REQUEST' }),
      await hold({ element: 'data_subject_request.details' }),
    ];
    await hold({ category: 'CONTACT' });
    await hold({ until: '2020-01-01' });
    const id = await request(2_000);
    for (const holdId of covering) {
      await world.app.sweep();
      expect(await ids('data_subject_request')).toEqual([id]);
      await school.rows('delete from legal_hold where id = $1', [holdId]);
    }
    await world.app.sweep();
    expect(await ids('data_subject_request')).toEqual([]);
  });

  test('goes however much of it there is', async () => {
    await school.rows(
      `insert into data_subject_request (tenant_id, person_id, kind, state, received_at, due_at, closed_at)
       select $1, $2, 'OBJECTION', 'REFUSED', '2010-01-01', '2010-02-01', '2010-01-15' from generate_series(1, 2500)`,
      [school.id, personId],
    );
    await world.app.sweep();
    expect(await ids('data_subject_request')).toEqual([]);
  });
});

test('an erasure stays as a proof, without whose it was', async () => {
  const controller = await school.controller();
  const operationId = await operation(2_000);
  const erasure = (days: number | null): Promise<string> =>
    school.insert('erasure', {
      id: newId(),
      person_id: newId(),
      register: 'STUDENT',
      operation_id: operationId,
      reason: 'OBJECTION',
      plan_hash: 'x',
      plan: '{"steps":[],"files":0}',
      requested_at: ago(2_000),
      completed_at: days === null ? null : ago(days),
      certificate: days === null ? null : '{}',
    });
  const [running, late, old] = [await erasure(null), await erasure(1_000), await erasure(1_100)];
  await world.app.sweep();
  expect(await ids('erasure', 'person_id is not null')).toEqual([running, late].sort());
  expect(await ids('erasure', 'person_id is null and certificate is not null')).toEqual([old]);
  const { erasures } = await controller.ask<{ erasures: { nodes: { personId: string | null }[] } }>(
    '{ erasures(first: 10) { nodes { personId state } } }',
  );
  expect(erasures.nodes.filter(({ personId: whose }) => whose === null)).toHaveLength(1);
});

describe('what was signed', () => {
  const agreement = async (number: number, endsOn: Date | null, holder = personId): Promise<string> => {
    const id = await school.insert('agreement', {
      id: newId(),
      number,
      language: 'en',
      template_version: '1',
      main_contract_name: 'Main',
      annex_number: '1',
      starts_on: '2000-01-01',
      ends_on: endsOn,
      authorisation: 'GENERAL',
    });
    const hash = number.toString(16).padStart(64, '0');
    await school.insert('agreement_document', {
      agreement_id: id,
      hash,
      language: 'en',
      content: '{}',
      person_ids: [holder],
      created_at: ago(9_000),
    });
    await school.insert('agreement_contact', {
      agreement_id: id,
      document_hash: hash,
      person_id: holder,
      document: 'Main',
      name: 'Ada',
      signed_at: ago(9_000),
    });
    await school.insert('agreement_signature', {
      id: newId(),
      agreement_id: id,
      document_hash: hash,
      side: 'CONTROLLER',
      name: 'Ada',
      position: 'Head',
      signed_at: ago(9_000),
      account_id: newId(),
      person_id: holder,
    });
    return id;
  };
  const left = async (table: string): Promise<string[]> =>
    (
      await school.rows<{ id: string }>(`select agreement_id as id from ${table} where tenant_id = $1 order by 1`, [
        school.id,
      ])
    ).map(({ id }) => id);

  test('stays while the agreement is in force, and ten years more', async () => {
    const openEnded = await agreement(1, null);
    const recent = await agreement(2, ago(9 * 365));
    await agreement(3, ago(11 * 365));
    await world.app.sweep();
    for (const table of ['agreement_document', 'agreement_signature', 'agreement_contact']) {
      expect(await left(table)).toEqual([openEnded, recent].sort());
    }
    expect(await ids('agreement')).toHaveLength(3);
  });

  test('has no last day in a plan while the agreement is in force, and a certain one once its end is known', async () => {
    const controller = await school.controller();
    const until = async (): Promise<unknown[]> =>
      (await planOf(controller, personId))?.steps
        .filter(({ place }) => place === 'agreement_signature')
        .map((step) => step.until) ?? [];
    await agreement(1, new Date('2026-06-30T12:00:00Z'));
    expect(await until()).toEqual(['2036-07-01']);
    await agreement(2, null);
    expect(await until()).toEqual([null]);
  });

  test('is kept for a legal hold, also the document that a held signature is under', async () => {
    const id = await agreement(1, ago(11 * 365));
    await hold({ element: 'agreement_signature.name' });
    await world.app.sweep();
    expect([await left('agreement_document'), await left('agreement_signature')]).toEqual([[id], [id]]);
  });

  test('cannot be removed by the application while its agreement is in force', async () => {
    await agreement(1, null);
    const removed = await world.app.database.transaction({ tenantId: school.id }, (db) =>
      db.run(sql`delete from agreement_signature where tenant_id = ${school.id}::uuid`),
    );
    expect(removed).toBe(0);
  });
});
