import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { World } from '../harness/world.js';
import { ended, exportTenant } from './export.flow.js';

let world: World;

beforeAll(async () => {
  world = await World.open({ poolSize: 1 });
  await world.app.startJobs();
});

afterAll(() => world.close());

test('exports at the same time leave a pool of a single connection to everybody else, and to their own progress', async () => {
  const controllers: Actor[] = [];
  for (let count = 0; count < 3; count += 1) {
    const school = await world.tenant();
    controllers.push(await school.controller());
    await school.rows(
      `insert into person (tenant_id, register, given_name, family_name)
         select $1, 'STUDENT', 'Given ' || n, 'Family ' || n from generate_series(1, 3000) n`,
      [school.id],
    );
  }
  const running = await Promise.all(
    controllers.map(async (controller) => {
      const { operation } = await exportTenant(controller);
      return ended(controller, operation?.id ?? '');
    }),
  );
  expect(running.map(({ state, archive }) => [state, archive !== null])).toEqual(
    controllers.map(() => ['SUCCEEDED', true]),
  );
});
