import fc, { type GeneratorValue } from 'fast-check';

/** Chance as fast-check deals it: a failure names the seed with which it comes again. */
export class Dice {
  constructor(private readonly value: GeneratorValue) {}

  chance(probability: number): boolean {
    return this.value(fc.integer, { min: 1, max: 1_000 }) <= probability * 1_000;
  }

  of<One>(all: readonly One[]): One {
    const one = all[this.value(fc.nat, { max: all.length - 1 })];
    if (one === undefined) throw new Error('there is nothing to choose from');
    return one;
  }

  some<One>(all: readonly One[], probability: number): One[] {
    return all.filter(() => this.chance(probability));
  }

  time(): 'past' | 'now' | 'future' {
    return this.of(['past', 'now', 'now', 'now', 'future']);
  }
}
