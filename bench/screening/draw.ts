/** Numbers that are drawn in the same order each time. */
export class Draw {
  constructor(private state: number) {}

  /** A whole number from zero to below the limit: mulberry32. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('there is nothing to draw from');
    return item;
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }

  /** Fills `#` with digits. */
  fill(form: string): string {
    return form.replace(/#/g, () => String(this.below(10)));
  }

  /** The first of endless tries that passes. */
  until(make: () => string, passes: (made: string) => boolean): string {
    for (;;) {
      const made = make();
      if (passes(made)) return made;
    }
  }
}
