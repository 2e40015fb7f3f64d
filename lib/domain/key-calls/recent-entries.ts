/** A map with a maximum size. When it is full, a new entry replaces the one that was not used for the longest time. */
export class RecentEntries<Key, Value> {
  private readonly entries = new Map<Key, Value>();

  constructor(private readonly maxSize: number) {}

  /** The value, which counts as used now. */
  get(key: Key): Value | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) this.moveToEnd(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.moveToEnd(key, value);
    if (this.entries.size <= this.maxSize) return;
    const oldest = this.entries.keys().next();
    if (!oldest.done) this.entries.delete(oldest.value);
  }

  delete(key: Key): void {
    this.entries.delete(key);
  }

  private moveToEnd(key: Key, value: Value): void {
    this.entries.delete(key);
    this.entries.set(key, value);
  }
}
