/** Whom a request's answers show, and what of them: of each person, what any of its selections showed. */
export class Sightings {
  private readonly seen = new Map<string, ReadonlySet<string>>();
  /** Most persons are seen in the same ways, so that what those have in common is put together once. */
  private readonly unions = new WeakMap<ReadonlySet<string>, WeakMap<ReadonlySet<string>, ReadonlySet<string>>>();

  add(personId: string, elements: ReadonlySet<string>): void {
    const known = this.seen.get(personId);
    this.seen.set(personId, known ? this.union(known, elements) : elements);
  }

  /** The elements that were seen of each person. */
  get all(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.seen;
  }

  clear(): void {
    this.seen.clear();
  }

  private union(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
    if (other === one) return one;
    const known = this.unions.get(one) ?? new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();
    this.unions.set(one, known);
    const union = known.get(other) ?? new Set([...one, ...other]);
    known.set(other, union);
    return union;
  }
}
