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
