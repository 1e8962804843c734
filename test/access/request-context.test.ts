import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import type { App } from '../../src/app.js';
import { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let app: App;
let url: string;
const reported: string[] = [];

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  app = await world.start({ logger: pino({}, { write: (line: string) => void reported.push(line) }) });
  url = await app.http.listen({ port: 0, host: '127.0.0.1' });
  await world.owner.query(`create function fail() returns trigger language plpgsql as
      $$ begin raise exception 'no refusal can be logged'; end $$;
    create trigger fail before insert on log_entry for each row when (new.outcome = 'refused') execute function fail()`);
});

afterAll(async () => {
  await app.close();
  await world.close();
});

const CORRECT = `mutation($one: CorrectProfileInput!, $two: CorrectProfileInput!) {
  one: correctProfile(input: $one) { person { telephone } userErrors { code } }
  two: correctProfile(input: $two) { person { telephone } userErrors { code } } }`;

test('what took effect is answered so, though the refusal beside it could not be logged; and that is reported', async () => {
  const user = await school.endUser();
  const here = new Actor(url, user.token);
  const input = { expectedVersion: 1, telephone: '+4722334455' };
  const { status, data, errors } = await here.send(CORRECT, { one: input, two: input });
  expect({ status, data, errors }).toEqual({
    status: 200,
    data: {
      one: { person: { telephone: '+4722334455' }, userErrors: [] },
      two: { person: null, userErrors: [{ code: 'STALE_VERSION' }] },
    },
    errors: [],
  });
  const held = await school.rows('select telephone from person where id = $1', [user.ids?.personId]);
  expect(held).toEqual([{ telephone: '+4722334455' }]);
  expect(reported.join()).toContain('"msg":"fault"');
  expect(reported.join()).not.toContain('no refusal');
});
