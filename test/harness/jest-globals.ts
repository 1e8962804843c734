import type * as globals from '@jest/globals';

const TIMEOUT_MS = 30_000;
type Body = (...given: never[]) => unknown;
type Register = (name: string, body: Body, timeout?: number) => void;
type Hook = (body: Body, timeout?: number) => void;

const bare = globalThis as unknown as Pick<
  typeof globals,
  'afterAll' | 'afterEach' | 'beforeAll' | 'beforeEach' | 'describe' | 'expect' | 'test'
>;

/** Fails what does not end in time, for which the runner itself would wait. */
function timed(body: Body, timeout = TIMEOUT_MS): Body {
  return async (...given) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`This took longer than ${timeout} ms`)), timeout);
    });
    try {
      await Promise.race([body(...given), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

const timedTest =
  (register: unknown): Register =>
  (name, body, timeout) =>
    (register as Register)(name, timed(body, timeout));
const timedHook =
  (register: unknown): Hook =>
  (body, timeout) =>
    (register as Hook)(timed(body, timeout));

/** What the tests import as `@jest/globals`. */
export const { describe, expect } = bare;
export const beforeAll = timedHook(bare.beforeAll);
export const afterAll = timedHook(bare.afterAll);
export const beforeEach = timedHook(bare.beforeEach);
export const afterEach = timedHook(bare.afterEach);
export const test = Object.assign(timedTest(bare.test), {
  only: timedTest(bare.test.only),
  skip: timedTest(bare.test.skip),
  each: (...table: Parameters<typeof bare.test.each>) => timedTest(bare.test.each(...table)),
});
