import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PersonalTable, parsePeriod } from '../../src/catalogue/index.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { Filler } from '../rights/filler.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const kept = ({ elements }: PersonalTable) => elements.filter(({ retention }) => parsePeriod(retention));
const columnsOf = (table: PersonalTable) => kept(table).map(({ column }) => column);

/** How many rows still say something in a column that is kept for a period, leaving out what the sweep itself wrote. */
async function saying(table: PersonalTable, before: Date): Promise<number> {
  const written = table.table === 'log_entry' ? `and at < '${before.toISOString()}'` : '';
  const [row] = await school.rows<{ count: number }>(
    `select count(*)::int as count from ${table.table} where num_nonnulls(${columnsOf(table).join(', ')}) > 0 ${written}`,
  );
  return row?.count ?? 0;
}

test('whatever declares a period is gone when it is over, whichever table it is in', async () => {
  await new Filler(world, school).fill(await school.person(), await school.person());
  const tables = world.app.catalogue.tables.filter((table) => kept(table).length > 0);
  expect(tables.length).toBeGreaterThan(5);
  // All of it has ended, long ago.
  await school.rows(`update operation set finished_at = now(), state = 'SUCCEEDED'`);
  await school.rows('update agreement set ends_on = current_date');
  const before = new Date();
  for (const table of tables) expect([table.table, await saying(table, before)]).not.toEqual([table.table, 0]);
  for (const { table, stored } of world.app.catalogue.tenantTables) {
    const times = stored.filter(({ type }) => type === 'timestamptz' || type === 'date').map(({ column }) => column);
    const isKept = ['legal_hold', 'tenant', 'access_exception'].includes(table) || times.length === 0;
    if (!isKept)
      await school.rows(`update ${table} set ${times.map((time) => `${time} = ${time} - interval '80 years'`).join()}`);
  }
  await world.app.sweep();
  const left = await Promise.all(tables.map(async (table) => [table.table, await saying(table, before)]));
  expect(left.filter(([, rows]) => rows !== 0)).toEqual([]);
});
