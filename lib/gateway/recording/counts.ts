/** The most distinct counts in memory. They must not fill it while the database is unavailable. */
const MAX_COUNTS = 100_000;

/** What a count is known by in memory, and the count. */
export type CountEntry<Count> = [mapKey: string, count: Count];

/** Counts of calls in memory, each with a key. */
export class Counts<Count> {
  private counts = new Map<string, Count>();

  /** @param merge adds a count to a known one */
  constructor(private readonly merge: (known: Count, added: Count) => void) {}

  get size(): number {
    return this.counts.size;
  }

  /** Adds to a count. False if there is no room for another one. */
  add(key: string, added: Count): boolean {
    const known = this.counts.get(key);
    if (!known) {
      if (this.counts.size >= MAX_COUNTS) return false;
      this.counts.set(key, added);
      return true;
    }
    this.merge(known, added);
    return true;
  }

  /** Removes and returns all counts, with their keys. */
  take(): CountEntry<Count>[] {
    const { counts } = this;
    this.counts = new Map();
    return [...counts];
  }

  /** Adds counts that were taken and could not be written. */
  putBack(taken: Iterable<CountEntry<Count>>): void {
    for (const [key, count] of taken) this.add(key, count);
  }
}
