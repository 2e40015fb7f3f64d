/**
 * A map that keeps the entries that were used most recently: at least as many as the given size, at most twice as many. It
 * has two generations, because a use then changes nothing in the newer one. An exact order would cost a deletion and an
 * insertion for each use.
 */
export class RecentEntries<Key, Value> {
  private newer = new Map<Key, Value>();
  private older = new Map<Key, Value>();

  constructor(private readonly size: number) {}

  /** The value, which counts as used now. */
  get(key: Key): Value | undefined {
    const value = this.newer.get(key);
    if (value !== undefined) return value;
    const old = this.older.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.newer.set(key, value);
    if (this.newer.size < this.size) return;
    this.older = this.newer;
    this.newer = new Map();
  }

  delete(key: Key): void {
    this.newer.delete(key);
    this.older.delete(key);
  }
}
