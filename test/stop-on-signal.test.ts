import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';

const module = new URL('../src/stop-on-signal.js', import.meta.url).href;

async function start(stop: string) {
  const script = `
    const { stopOnSignal } = await import(${JSON.stringify(module)});
    stopOnSignal(${stop}, { graceMilliseconds: 300 });
    setInterval(() => undefined, 1_000_000);
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const reader = createInterface(child.stdout).on('line', (line) => lines.push(line));
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  await once(reader, 'line');
  return { child, lines };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops everything, then ends with 0', async (signal) => {
  const { child, lines } = await start("async () => { await null; console.log('stopped'); }");
  child.kill(signal);
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(lines).toEqual(['ready', 'stopped']);
});

test('the same signal twice, as npm and the terminal send it, is one', async () => {
  const { child, lines } = await start(
    "async () => { await new Promise((done) => setTimeout(done, 200)); console.log('stopped'); }",
  );
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(lines).toEqual(['ready', 'stopped']);
});

test('a failure to stop is told and ends with 1', async () => {
  const { child, lines } = await start("async () => { throw new Error('stuck'); }");
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(lines).toContain('Error: stuck');
});

test('it does not wait for ever', async () => {
  const { child } = await start('() => new Promise(() => undefined)');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([1, null]);
});
