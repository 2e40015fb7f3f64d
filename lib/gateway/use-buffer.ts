import { HOUR } from '@/lib/clock';
import { type KeyUse, recordUse, type UseCount } from '@/lib/domain/usage/record';
import { type Held, WriteBehind } from '@/lib/gateway/write-behind';

/** More distinct counts than this are not held: a database that is away must not fill the memory. */
const MAX_COUNTS = 100_000;

/** Holds how keys are used for a moment and writes it behind the calls, a batch at a time. */
export class UseBuffer implements Held {
  private latest = new Map<string, KeyUse>();
  private counts = new Map<string, UseCount>();
  private readonly behind = new WriteBehind(this);

  constructor(private readonly record = recordUse) {}

  /** Notes one use; it is in the database about a second later. */
  add(use: KeyUse): void {
    const { keyId, secretId, operation, status } = use;
    const hour = use.at.getTime() - (use.at.getTime() % HOUR);
    const mapKey = `${secretId} ${operation} ${status} ${hour}`;
    const held = this.counts.get(mapKey);
    if (held) held.calls += 1;
    else if (this.counts.size < MAX_COUNTS)
      this.counts.set(mapKey, { keyId, secretId, hour: new Date(hour), operation, status, calls: 1 });
    else return;
    this.see(use);
    this.behind.schedule();
  }

  /** Writes what is held, also when an earlier write failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.counts.size === 0;
  }

  async write(): Promise<void> {
    const { latest, counts } = this;
    this.latest = new Map();
    this.counts = new Map();
    try {
      await this.record([...latest.values()], [...counts.values()]);
    } catch (error) {
      for (const [mapKey, count] of counts) this.putBack(mapKey, count);
      for (const use of latest.values()) this.see(use);
      throw error;
    }
  }

  private see(use: KeyUse): void {
    const known = this.latest.get(use.secretId);
    if (!known || known.at <= use.at) this.latest.set(use.secretId, use);
  }

  private putBack(mapKey: string, count: UseCount): void {
    const held = this.counts.get(mapKey);
    if (held) held.calls += count.calls;
    else this.counts.set(mapKey, count);
  }
}
