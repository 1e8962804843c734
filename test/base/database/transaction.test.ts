import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sql, { type Sql } from 'sql-template-tag';
import { newId } from '../../../src/base/ids.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const unit = (name: string, kind = 'school'): Sql =>
  sql`insert into unit (tenant_id, id, kind, name) values (${school.id}::uuid, ${newId()}::uuid, ${kind}, ${name})`;
const exists = async (name: string): Promise<boolean> =>
  (await school.rows('select 1 from unit where name = $1', [name])).length > 0;

describe('a statement that nobody waits for', () => {
  test('takes effect with the commit', async () => {
    await world.app.database.transaction({ tenantId: school.id }, async (db) => db.later(unit('later')));
    expect(await exists('later')).toBe(true);
  });

  test('fails the commit with its own error, and nothing takes effect', async () => {
    const failing = world.app.database.transaction({ tenantId: school.id }, async (db) => {
      await db.run(unit('before'));
      db.later(unit('unfit', 'castle'));
    });
    await expect(failing).rejects.toMatchObject({ code: '23514', table: 'unit' });
    expect(await exists('before')).toBe(false);
  });

  test('fails the statements behind it with its own error', async () => {
    const failing = world.app.database.transaction({ tenantId: school.id }, async (db) => {
      db.later(unit('unfit', 'castle'));
      await db.many(sql`select 1 as one`);
    });
    await expect(failing).rejects.toMatchObject({ code: '23514' });
  });

  test('is taken back alone where it was part of an attempt', async () => {
    await world.app.database.transaction({ tenantId: school.id }, async (db) => {
      db.later(unit('kept'));
      const attempt = db.attempt(async () => {
        db.later(unit('unfit', 'castle'));
        await db.many(sql`select 1 as one`);
      });
      await expect(attempt).rejects.toMatchObject({ code: '23514' });
      await db.run(unit('after'));
    });
    expect([await exists('kept'), await exists('after')]).toEqual([true, true]);
  });
});

test('a transaction that only read leaves its connection clean for the next one', async () => {
  const other = await world.tenant();
  await Promise.all(
    Array.from({ length: 60 }, async (_, turn) => {
      const tenantId = [school.id, other.id, null][turn % 3] ?? null;
      const seen = await world.app.database.transaction({ tenantId }, (db) =>
        db.many<{ tenant: string }>(sql`select tenant_id as tenant from unit`),
      );
      expect(new Set(seen.map(({ tenant }) => tenant))).toEqual(new Set(tenantId ? [tenantId] : []));
    }),
  );
});

test('a transaction in which a statement failed does not pass for committed, also where its error went unheeded', async () => {
  const failing = world.app.database.transaction({ tenantId: school.id }, async (db) => {
    await db.run(unit('lost'));
    await db.run(unit('unfit', 'castle')).catch(() => undefined);
  });
  await expect(failing).rejects.toMatchObject({ code: '23514' });
  expect(await exists('lost')).toBe(false);
});

test('a transaction that has ended takes no statement, which would reach the next one on its connection', async () => {
  const db = await world.app.database.begin({ tenantId: school.id });
  await db.many(sql`select 1 as one`);
  await db.commit();
  await expect(db.run(unit('late'))).rejects.toThrow('the transaction has ended');
  expect(await exists('late')).toBe(false);
});

test('a connection that is lost while an assumption is looked at fails its transaction, and nobody else', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown): void => void unheard.push(error);
  process.on('unhandledRejection', hear);
  const db = await world.app.database.begin({ tenantId: school.id, assuming: true });
  db.assume(sql`select pg_terminate_backend(pg_backend_pid())`, () => true);
  await expect(db.commit()).rejects.toThrow();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});

describe('an operator’s transaction that is lent to a tenant', () => {
  const units = sql`select tenant_id as tenant from unit`;
  let operatorId: string;

  beforeAll(async () => {
    operatorId = (await world.tenant({ kind: 'operator' })).id;
  });

  const asOperator = <Result>(work: Parameters<typeof world.app.database.transaction<Result>>[1]): Promise<Result> =>
    world.app.database.transaction({ tenantId: operatorId, operator: true }, work);

  test('shows nothing of that tenant to what is asked of it meanwhile, however much is lent at once', async () => {
    await asOperator(async (db) => {
      const lend = () =>
        db.lendTo(school.id, async (lent) => {
          const before = await lent.many<{ tenant: string }>(units);
          await lent.many(sql`select pg_sleep(0.05)`);
          return [...before, ...(await lent.many<{ tenant: string }>(units))];
        });
      const first = lend();
      await new Promise((resolve) => setTimeout(resolve, 10));
      const [beside, lent, again] = await Promise.all([
        db.many<{ tenant: string; operator: string }>(sql`select u.tenant_id as tenant,
            current_setting('app.tenant_id') as own, current_setting('app.operator') as operator
          from (select 1) one left join unit u on u.tenant_id = ${school.id}::uuid`),
        first,
        lend(),
      ]);
      expect(beside).toEqual([{ tenant: null, own: operatorId, operator: 'on' }]);
      expect(new Set([...lent, ...again].map(({ tenant }) => tenant))).toEqual(new Set([school.id]));
    });
  });

  test('loses nothing that was written beside it where the work in the tenant fails', async () => {
    await asOperator(async (db) => {
      const lent = db.lendTo(school.id, async (part) => {
        await part.run(unit('in the tenant'));
        await part.many(sql`select pg_sleep(0.05)`);
        throw new Error('refused');
      });
      const beside = db.run(sql`insert into unit (tenant_id, id, kind, name)
        values (${operatorId}::uuid, ${newId()}::uuid, 'school', 'beside')`);
      await expect(lent).rejects.toThrow('refused');
      expect(await beside).toBe(1);
    });
    expect(await exists('in the tenant')).toBe(false);
    const { rows } = await world.owner
      .query(`set app.tenant_id = '${operatorId}'`)
      .then(() => world.owner.query(`select name from unit where tenant_id = $1 and name = 'beside'`, [operatorId]));
    expect(rows).toEqual([{ name: 'beside' }]);
  });
});
