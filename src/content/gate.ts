import { Fault } from '../base/errors.js';

/** Whoever waits holds nothing but its request. */
const WAITING_AT_MOST = 50;

/**
 * Lets so many pieces of work run at a time, for the sake of processor and memory. The others wait in the order in which
 * they came; more than can be worked off in time are refused as UNAVAILABLE.
 */
export class Gate {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.free = atOnce;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else if (this.waiting.length >= WAITING_AT_MOST) throw new Fault('UNAVAILABLE', 'tryLater');
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
