import { Fault } from '../base/errors.js';

/**
 * Lets so many pieces of work run at a time, a few wait in the order in which they came, and refuses the rest as
 * UNAVAILABLE: whoever waits holds a database connection, and all of them waiting would leave none for anybody else.
 */
export class Gate {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(
    atOnce: number,
    private readonly waitingAtMost: number,
  ) {
    this.free = atOnce;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else if (this.waiting.length >= this.waitingAtMost) throw new Fault('UNAVAILABLE', 'tryLater');
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
