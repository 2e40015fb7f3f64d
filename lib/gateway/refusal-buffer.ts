import { type KeyRefusal, recordRefusals } from '@/lib/domain/refusals/record';
import { type Held, WriteBehind } from '@/lib/gateway/write-behind';

/** Of one key's refusals no more are kept in one write: a client in a loop teaches nothing new, and is counted anyway. */
const MAX_PER_KEY = 20;
/** And of all keys' together: a database that is away must not fill the memory. */
const MAX_HELD = 10_000;

/** Holds refused calls for a moment and writes them behind the calls, a batch at a time. */
export class RefusalBuffer implements Held {
  private refusals: KeyRefusal[] = [];
  private perKey = new Map<string, number>();
  private readonly behind = new WriteBehind(this);

  /** Notes one refusal; it is in the database about a second later. */
  add(refusal: KeyRefusal): void {
    const count = this.perKey.get(refusal.keyId) ?? 0;
    if (count >= MAX_PER_KEY || this.refusals.length >= MAX_HELD) return;
    this.perKey.set(refusal.keyId, count + 1);
    this.refusals.push(refusal);
    this.behind.schedule();
  }

  /** Writes what is held, also when an earlier write failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.refusals.length === 0;
  }

  async write(): Promise<void> {
    const { refusals } = this;
    this.refusals = [];
    this.perKey = new Map();
    try {
      await recordRefusals(refusals);
    } catch (error) {
      for (const refusal of refusals) this.add(refusal);
      throw error;
    }
  }
}
