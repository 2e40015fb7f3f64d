import {
  countKey,
  countRefusal,
  type KeyRefusal,
  type RefusalCount,
  recordRefusals,
} from '@/lib/domain/refusals/record';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

/** The most refused calls of one key that one write stores. A client in a loop adds nothing new; its calls are counted. */
const MAX_PER_KEY = 20;
/** The most refused calls and counts in memory. They must not fill it while the database is unavailable. */
const MAX_REFUSALS = 10_000;
/** The most counts of one key. A client can make up addresses of the API and senders. */
const MAX_COUNTS_PER_KEY = 100;

/** Keeps refused calls in memory for a moment and writes them in batches, after the responses. */
export class RefusalBuffer implements Buffered {
  private calls: KeyRefusal[] = [];
  private counts = new Map<string, RefusalCount>();
  private callsPerKey = new Map<string, number>();
  private countsPerKey = new Map<string, number>();
  private readonly behind = new WriteBehind(this);

  /** Adds a refused call. It is written about a second later. */
  add(refusal: KeyRefusal): void {
    const mapKey = countKey(refusal);
    const known = this.counts.get(mapKey);
    if (!known && !this.takeRoom(this.countsPerKey, refusal.keyId, MAX_COUNTS_PER_KEY, this.counts.size))
      return;
    this.counts.set(mapKey, countRefusal(known, refusal));
    if (this.takeRoom(this.callsPerKey, refusal.keyId, MAX_PER_KEY, this.calls.length))
      this.calls.push(refusal);
    this.behind.schedule();
  }

  /** Writes everything in memory, also if an earlier write failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.counts.size === 0;
  }

  async write(): Promise<void> {
    const { calls, counts } = this;
    this.calls = [];
    this.counts = new Map();
    this.callsPerKey = new Map();
    this.countsPerKey = new Map();
    try {
      await recordRefusals([...counts.values()], calls);
    } catch (error) {
      for (const [mapKey, count] of counts) this.putBack(mapKey, count);
      for (const call of calls) {
        if (this.takeRoom(this.callsPerKey, call.keyId, MAX_PER_KEY, this.calls.length))
          this.calls.push(call);
      }
      throw error;
    }
  }

  /** Whether there is room for one more of a key; counts it if there is. */
  private takeRoom(taken: Map<string, number>, keyId: string, mostOfKey: number, all: number): boolean {
    const ofKey = taken.get(keyId) ?? 0;
    if (ofKey >= mostOfKey || all >= MAX_REFUSALS) return false;
    taken.set(keyId, ofKey + 1);
    return true;
  }

  private putBack(mapKey: string, count: RefusalCount): void {
    const newer = this.counts.get(mapKey);
    if (newer) {
      newer.calls += count.calls;
      newer.firstAt = count.firstAt;
    } else if (this.takeRoom(this.countsPerKey, count.keyId, MAX_COUNTS_PER_KEY, this.counts.size)) {
      this.counts.set(mapKey, count);
    }
  }
}
