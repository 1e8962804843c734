import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';

const COMMAND = fileURLToPath(new URL('../../src/commands/import.js', import.meta.url));
const SET = join(process.cwd(), 'test/samples/oneroster-1.1');

let world: World;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
});

afterAll(() => world.close());

/** Runs the real command as a controller would. */
async function run(token: string, ...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, SET, '--url', `${world.url}/graphql`, '--source', 'SIS', ...args], {
    env: { VARDE_TOKEN: token },
  });
  const code = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

test('the command tells what was done, and what of each file was left alone and why', async () => {
  const tenant = await world.tenant();
  const { code, stdout, stderr } = await run((await tenant.controller()).token ?? '');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/people +\d+ new/);
  expect(stdout).toContain('note users.csv: Columns with secrets such as passwords; never read. (password)');
  expect(stdout).toMatch(
    /note demographics\.csv: Columns with special categories of personal data; never read\. \(american/,
  );
  expect(stdout).toMatch(/\(6\/6\)/);
  expect(stdout.split('\n').length).toBeLessThan(60);
});

test('in the language that was asked for', async () => {
  const tenant = await world.tenant();
  const { stdout } = await run((await tenant.controller()).token ?? '', '--lang', 'nb');
  expect(stdout).toContain('note users.csv: Kolonner med hemmeligheter, for eksempel passord; leses aldri. (password)');
});
