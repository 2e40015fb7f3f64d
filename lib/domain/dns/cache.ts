import { now } from '@/lib/clock';

interface Entry<Value> {
  value: Promise<Value>;
  /** Infinity while the value is not there yet. */
  endsAt: number;
}

/** Keeps values as long as each says. The oldest leave when there are too many. */
export class TtlCache<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  constructor(private readonly max: number) {}

  /**
   * The value of a key, which `load` returns with its time to live. Calls for the same key share one load.
   */
  get(key: string, load: () => Promise<{ value: Value; ttlMs: number }>): Promise<Value> {
    const found = this.entries.get(key);
    if (found && found.endsAt > now().getTime()) return found.value;
    const loading = load();
    const entry: Entry<Value> = {
      value: loading.then(({ value }) => value),
      endsAt: Number.POSITIVE_INFINITY,
    };
    this.entries.delete(key);
    this.entries.set(key, entry);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.max) break;
      this.entries.delete(oldest);
    }
    loading.then(
      ({ ttlMs }) => {
        entry.endsAt = now().getTime() + ttlMs;
      },
      () => this.entries.delete(key),
    );
    return entry.value;
  }
}
