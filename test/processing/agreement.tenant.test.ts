import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Actor } from '../harness/actor.js';
import { type TestTenant, tenantGid } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import { AGREEMENT, agreementInput, change, RECORD, read, SIGN, worldWithProcessor } from './agreement.samples.js';

let world: World;
let operator: Actor;
let ours: TestTenant;
let theirs: TestTenant;
let controller: Actor;

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
  ours = await world.tenant();
  theirs = await world.tenant();
  controller = await ours.controller();
  await change(controller, RECORD, agreementInput());
});

afterAll(() => world.close());

describe('an agreement', () => {
  test('is seen in its own tenant alone, and its annexes know nothing of another', async () => {
    const other = await theirs.controller();
    expect(await other.ask(AGREEMENT)).toEqual({ agreement: null });
    await theirs.field({ label: 'Theirs alone', category: 'HEALTH', registers: ['CONTACT'] });
    expect(JSON.stringify(await read(controller))).not.toContain('Theirs alone');
    await change(other, RECORD, agreementInput({ mainContractName: 'Other' }));
    expect(JSON.stringify(await read(other))).toContain('Theirs alone');
    expect(await read(controller)).toMatchObject({ annexes: { annexII: { dataSubjects: ['Staff'] } } });
  });

  test('what another tenant signed is not there', async () => {
    const { documentHash } = await read(controller);
    await change(controller, SIGN, { documentHash, position: 'rådmann' });
    const get = (actor: Actor) =>
      fetch(`${world.url}/agreement.json?document=${documentHash}`, {
        headers: { authorization: `Bearer ${actor.token}` },
      });
    expect((await get(controller)).status).toBe(200);
    expect((await get(await theirs.controller())).status).toBe(404);
  });
});

describe('the operator', () => {
  test('reads what was signed, and of a tenant that signed nothing nothing', async () => {
    const query =
      'query($id: ID!) { tenantAgreement(tenantId: $id) { documentHash annexes { annexII { dataSubjects } } } }';
    expect(await operator.ask(query, { id: tenantGid(ours.id) })).toMatchObject({
      tenantAgreement: { annexes: { annexII: { dataSubjects: ['Ansatte'] } } },
    });
    expect(await operator.ask(query, { id: tenantGid(theirs.id) })).toEqual({ tenantAgreement: null });
    expect(await operator.ask(query, { id: 'nonsense' })).toEqual({ tenantAgreement: null });
  });

  test('is held to that by the database: agreements and signatures, no other table, and nothing to change', async () => {
    const app = new pg.Client({ connectionString: world.databaseUrl });
    await app.connect();
    const count = async (table: string): Promise<number> =>
      (await app.query<{ n: number }>(`select count(*)::int as n from ${table} where tenant_id = $1`, [ours.id]))
        .rows[0]?.n ?? 0;
    try {
      await app.query(`begin; set local app.operator = 'on'`);
      for (const table of ['agreement', 'agreement_document', 'agreement_signature'])
        expect(await count(table)).toBe(1);
      for (const table of ['person', 'field_definition', 'account', 'log_entry', 'agreement_contact'])
        expect(await count(table)).toBe(0);
      expect((await app.query('update agreement set annex_number = $1', ['x'])).rowCount).toBe(0);
      expect((await app.query('delete from agreement_signature')).rowCount).toBe(0);
      await app.query('rollback');

      const sign = `insert into agreement_signature (tenant_id, agreement_id, document_hash, side, name, position, account_id)
        select tenant_id, agreement_id, hash, $1, 'X', 'Y', uuidv7() from agreement_document`;
      await app.query(`begin; set local app.operator = 'on'`);
      await expect(app.query(sign, ['CONTROLLER'])).rejects.toThrow(/row-level security/);
      await app.query(`rollback; begin; set local app.tenant_id = '${ours.id}'`);
      await expect(app.query(sign, ['PROCESSOR'])).rejects.toThrow(/row-level security/);
      await app.query(`rollback; begin; set local app.operator = 'on'`);
      expect((await app.query(sign, ['PROCESSOR'])).rowCount).toBe(1);
      await app.query('rollback');
    } finally {
      await app.end();
    }
  });
});
