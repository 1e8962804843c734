import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { JobsChild } from '../rights/jobs.child.js';
import { eventually, text, upload } from './files.js';
import { screened } from './screenings.js';

/** Enough for a process to be killed in the middle of them. */
const COMMENTS = 300;

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

/** Comments that were written past the API, each with one address: as many as a school has after years. */
const write = (count: number, personId: string, accountId: string | undefined) =>
  school.rows(
    `insert into comment (tenant_id, person_id, author_account_id, body)
      select $1, $2, $3, 'Svar til elev' || n || '@eksempel.no om lekser og timeplan. ' || repeat('Ikke noe mer. ', 20)
      from generate_series(1, $4::int) n`,
    [school.id, personId, accountId, count],
  );

const count = async (query: string): Promise<number> => (await school.rows<{ n: number }>(query))[0]?.n ?? 0;

/** Lets the time be over for which a killed process keeps what it had begun. */
const letGo = () => school.rows(`update content_screening set held_until = now() where state = 'PENDING'`);

describe('screening', () => {
  test('goes on where a killed process left it, finds everything once, and holds them in little memory', async () => {
    const author = await school.controller();
    await write(COMMENTS, await school.person(), author.ids?.accountId);
    const child = await JobsChild.start(world);
    const done = `select count(*)::int as n from content_screening where state = 'SCREENED'`;
    await world.app.startDue();
    await eventually(async () => (await count(done)) > 0);
    await child.kill();
    const before = await count(done);
    expect(before).toBeLessThan(COMMENTS);
    await letGo();
    const heap = () => {
      global.gc?.();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    const start = heap();
    let most = start;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().heapUsed / 2 ** 20);
    }, 20);
    await world.app.startJobs();
    await world.app.startDue();
    await screened(world, school.id, 120);
    clearInterval(watch);
    expect(await count('select count(*)::int as n from finding')).toBe(COMMENTS);
    expect(await count('select count(distinct comment_id)::int as n from finding')).toBe(COMMENTS);
    expect(most - start).toBeLessThan(150);
  }, 120_000);

  test('calls what no process survives too complex, and screens what waits behind it', async () => {
    const controller = await school.controller();
    const gid = personGid(await school.person());
    const { upload: poison } = await upload(controller, text('Skriv til a@eksempel.no'), { personId: gid });
    await screened(world, school.id);
    await school.rows(
      `update content_screening set state = 'PENDING', attempts = 3, held_until = now() where upload_id is not null`,
    );
    await upload(controller, text('Skriv til b@eksempel.no', 'b.txt'), { personId: gid });
    await world.app.startDue();
    await screened(world, school.id);
    const { contentScreenings } = await controller.ask<{ contentScreenings: { nodes: object[] } }>(
      `{ contentScreenings(first: 5, filter: { contents: [ATTACHMENT] }) { nodes { state reason upload { id } } } }`,
    );
    expect(contentScreenings.nodes).toEqual([
      { state: 'UNREADABLE', reason: 'TOO_COMPLEX', upload: { id: poison?.id } },
      { state: 'SCREENED', reason: null, upload: { id: expect.any(String) } },
    ]);
  });
});
