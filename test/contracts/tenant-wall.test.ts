import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { gapsInTheWall, tenantTables } from './tenant-wall.js';

let world: World;
let ours: TestTenant;
let theirs: TestTenant;
/** A session as the application has one. */
let app: pg.Client;

beforeAll(async () => {
  world = await World.open();
  ours = await world.tenant();
  theirs = await world.tenant();
  app = new pg.Client({ connectionString: world.databaseUrl });
  await app.connect();
  for (const tenant of [ours, theirs]) {
    const pupil = await tenant.person();
    const guardian = await tenant.person({ register: 'GUARDIAN' });
    await tenant.guardianship(guardian, pupil);
    await tenant.member(await tenant.group(), pupil);
    const controller = await tenant.controller();
    await controller.send('query($id: ID!) { person(id: $id) { id givenName } }', { id: pupil });
  }
});
afterAll(async () => {
  await app.end();
  await world.close();
});

/** The tables of which a transaction of our tenant sees rows of another. */
async function leaks(): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tenantTables(world.owner)) {
    await app.query(`begin; set local app.tenant_id = '${ours.id}'`);
    const { rows } = await app.query<{ n: number }>(`select count(*)::int as n from ${table} where tenant_id <> $1`, [
      ours.id,
    ]);
    await app.query('rollback');
    if (rows[0]?.n) found.push(table);
  }
  return found;
}

describe('the tenant wall', () => {
  test('has no gap in any table, key, view, function or grant', async () => {
    expect(await gapsInTheWall(world.owner)).toEqual([]);
  });

  test('shows no row of another tenant, of any table', async () => {
    expect(await leaks()).toEqual([]);
  });

  test('shows no row at all while no tenant is set, and raises no error that tells something', async () => {
    for (const table of await tenantTables(world.owner)) {
      expect((await app.query(`select 1 from ${table} limit 1`)).rows).toEqual([]);
    }
  });

  test('refuses to write into another tenant, and to move a row there', async () => {
    await app.query(`begin; set local app.tenant_id = '${ours.id}'`);
    await expect(
      app.query(`insert into unit (tenant_id, kind, name) values ($1, 'school', 'x')`, [theirs.id]),
    ).rejects.toThrow(/row-level security/);
    await app.query(`rollback; begin; set local app.tenant_id = '${ours.id}'`);
    await expect(app.query('update unit set tenant_id = $1', [theirs.id])).rejects.toThrow(/row-level security/);
    await app.query(`rollback; begin; set local app.tenant_id = '${ours.id}'`);
    expect((await app.query(`update unit set name = name where tenant_id = $1`, [theirs.id])).rowCount).toBe(0);
    await app.query('rollback');
  });
});

describe('the checks can fail', () => {
  const broken = async (statement: string, repair: string): Promise<string[]> => {
    await world.owner.query(statement);
    try {
      return [...(await gapsInTheWall(world.owner)), ...(await leaks()).map((table) => `${table} leaks`)];
    } finally {
      await world.owner.query(repair);
    }
  };
  const policy = `create policy tenant on person using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`;

  test('on a policy that was dropped', async () => {
    expect(await broken('drop policy tenant on person', policy)).toEqual(['person: violates "has a policy"']);
  });

  test('on a policy that lets everything through', async () => {
    const gaps = await broken('create policy generous on person using (true)', 'drop policy generous on person');
    expect(gaps).toHaveLength(2);
    expect(gaps[0]).toMatch(/^person\.generous: /);
    expect(gaps[1]).toBe('person leaks');
  });

  test('on a table without its wall', async () => {
    const gaps = await broken(
      'create table unwalled (id uuid primary key, person_id uuid unique); grant select on unwalled to varde_app',
      'drop table unwalled',
    );
    expect(gaps.map((gap) => gap.split(':')[0])).toEqual([
      'unwalled', // not enabled and forced
      'unwalled', // no policy
      'unwalled', // no tenant in its primary key
      'unwalled_pkey',
      'unwalled_person_id_key',
    ]);
  });

  test('on a foreign key that could link across tenants', async () => {
    const gaps = await broken(
      `alter table unit add constraint whole unique (tenant_id, id, name);
       create unique index alone on unit (id); alter table affiliation add constraint across foreign key (unit_id) references unit (id)`,
      'alter table affiliation drop constraint across; drop index alone; alter table unit drop constraint whole',
    );
    expect(gaps.map((gap) => gap.split(':')[0])).toEqual(['alone', 'affiliation.across']);
  });

  test('on a view, a function and a table that go round the policies', async () => {
    const gaps = await broken(
      `create view everybody as select * from person; grant select on everybody to varde_app;
       create function all_names() returns setof text language sql security definer as 'select given_name from person';
       alter table person no force row level security`,
      'drop view everybody; drop function all_names(); alter table person force row level security',
    );
    expect(gaps.map((gap) => gap.split(':')[0])).toEqual(['person', 'everybody', 'all_names()']);
  });

  test('and are whole again after each', async () => {
    expect([...(await gapsInTheWall(world.owner)), ...(await leaks())]).toEqual([]);
  });
});

describe('the application', () => {
  test('refuses to start as a role that could go round the wall', async () => {
    await expect(world.start({ databaseUrl: world.ownerUrl })).rejects.toThrow(/could bypass row-level security/);
  });

  test('starts as its own role', async () => {
    const second = await world.start({});
    await second.close();
  });
});
