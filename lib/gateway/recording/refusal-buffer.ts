import { type KeyRefusal, recordRefusals } from '@/lib/domain/refusals/record';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

/**
 * The most refused calls of one key in one write. A client in a loop adds nothing new, and its calls are counted
 * anyway.
 */
const MAX_PER_KEY = 20;
/** The most refused calls in memory. They must not fill it while the database is unavailable. */
const MAX_REFUSALS = 10_000;

/** Keeps refused calls in memory for a moment and writes them in batches, after the responses. */
export class RefusalBuffer implements Buffered {
  private refusals: KeyRefusal[] = [];
  private perKey = new Map<string, number>();
  private readonly behind = new WriteBehind(this);

  /** Adds a refused call. It is written about a second later. */
  add(refusal: KeyRefusal): void {
    const count = this.perKey.get(refusal.keyId) ?? 0;
    if (count >= MAX_PER_KEY || this.refusals.length >= MAX_REFUSALS) return;
    this.perKey.set(refusal.keyId, count + 1);
    this.refusals.push(refusal);
    this.behind.schedule();
  }

  /** Writes everything in memory, also if an earlier write failed. */
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
