import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { noticesOf, publish } from './privacy-notice.samples.js';

let world: World;
let ours: TestTenant;
let theirs: TestTenant;

beforeAll(async () => {
  world = await World.open();
  ours = await world.tenant();
  theirs = await world.tenant();
});

afterAll(() => world.close());

test('each tenant publishes for itself, and its portal shows its own notices alone', async () => {
  const controller = await ours.controller();
  const other = await theirs.controller();
  const { privacyNotice } = await publish(controller, { title: 'Ours' });
  expect(await noticesOf(other)).toEqual([]);
  const node = 'query($id: ID!) { node(id: $id) { id } }';
  expect(await other.ask(node, { id: privacyNotice?.id })).toEqual({ node: null });
  expect(await controller.ask(node, { id: privacyNotice?.id })).toMatchObject({ node: { id: privacyNotice?.id } });
  expect(await publish(other, { title: 'Theirs' })).toMatchObject({ privacyNotice: { version: 1 } });
  expect(await noticesOf(controller)).toMatchObject([{ title: 'Ours' }]);
  for (const [tenant, title] of [
    [ours, 'Ours'],
    [theirs, 'Theirs'],
  ] as const) {
    const response = await fetch(`${world.url}/tenants/${tenant.slug}/privacy-notice.json`);
    expect(await response.json()).toMatchObject({ title });
  }
});

test('the database lets a tenant write its own alone, under its own name, and change nothing that was published', async () => {
  const app = new pg.Client({ connectionString: world.databaseUrl });
  await app.connect();
  const insert = `insert into privacy_notice (tenant_id, slug, language, version, controller, title, text, contact)
    values ($1, $2, 'en', 1, 'x', 'x', 'x', 'x')`;
  const asOurs = `begin; set local app.tenant_id = '${ours.id}'`;
  try {
    await app.query(asOurs);
    expect((await app.query(insert, [ours.id, ours.slug])).rowCount).toBe(1);
    await app.query(`rollback; ${asOurs}`);
    await expect(app.query(insert, [theirs.id, theirs.slug])).rejects.toThrow(/row-level security/);
    await app.query(`rollback; ${asOurs}`);
    await expect(app.query(insert, [ours.id, theirs.slug])).rejects.toThrow(/foreign key/);
    await app.query('rollback');
    await expect(app.query(insert, [ours.id, ours.slug])).rejects.toThrow(/row-level security/);
    for (const statement of [`update privacy_notice set title = 'x'`, 'delete from privacy_notice']) {
      await app.query(asOurs);
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
      await app.query('rollback');
    }
  } finally {
    await app.end();
  }
});
