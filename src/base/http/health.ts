import type { FastifyInstance } from 'fastify';

/** Something that the process cannot do without; rejects while it is out of reach, and gives up when told to. */
export type ReadinessCheck = (signal: AbortSignal) => Promise<unknown>;

const TIMEOUT_MS = 2_000;
/** Balancers ask often, and anybody may: what was found a moment ago still holds. */
const REMEMBERED_MS = 1_000;

async function holds(check: ReadinessCheck): Promise<boolean> {
  const giveUp = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    giveUp.signal.addEventListener('abort', () => reject(new Error('no answer in time')));
  });
  const timer = setTimeout(() => giveUp.abort(), TIMEOUT_MS);
  try {
    await Promise.race([check(giveUp.signal), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `/health/live` says that the process runs, `/health/ready` that it can serve: what it needs answers. Both tell nothing
 * else, because anybody may ask.
 */
export function registerHealth(http: FastifyInstance, checks: Readonly<Record<string, ReadinessCheck>>): void {
  let found: { readonly at: number; readonly states: Promise<readonly (readonly [string, boolean])[]> } | undefined;
  const look = () =>
    Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const));

  http.get('/health/live', { logLevel: 'silent' }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  http.get('/health/ready', { logLevel: 'silent' }, async (_request, reply) => {
    const now = performance.now();
    if (!found || now - found.at > REMEMBERED_MS) found = { at: now, states: look() };
    const states = await found.states;
    const ready = states.every(([, holding]) => holding);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ok' : 'unavailable',
        checks: Object.fromEntries(states.map(([name, holding]) => [name, holding ? 'ok' : 'unavailable'])),
      });
  });
}
