import { Bursts } from '@/lib/bursts';
import { MINUTE, SECOND } from '@/lib/clock';
import {
  addCount,
  groupKey,
  type KeyRefusal,
  type RefusalCount,
  type RefusalCounts,
  type RefusalSource,
  sourceOf,
  toCount,
  toOthers,
} from '@/lib/domain/refusals/count';
import { recordRefusals } from '@/lib/domain/refusals/record';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

/** The most refused calls and counts in memory. They must not fill it while the database is unavailable. */
const MAX_REFUSALS = 10_000;
/**
 * The most counts of one key, except for those of other addresses, with secrets that work and with ended ones. A client can
 * make up addresses and senders.
 */
const MAX_COUNTS_PER_KEY: Record<RefusalSource, number> = { current: 100, ended: 50 };

/** Keeps refused calls in memory for a moment and writes them in batches, after the responses. */
export class RefusalBuffer implements Buffered {
  private calls: KeyRefusal[] = [];
  private counts: RefusalCounts = new Map();
  private countsPerKey: Record<RefusalSource, Map<string, number>> = { current: new Map(), ended: new Map() };
  /** A client in a loop adds nothing new; its calls are counted. */
  private readonly storedOfGroup = new Bursts(50, MINUTE);
  private readonly storedOfKey: Record<RefusalSource, Bursts> = {
    current: new Bursts(200, 30 * SECOND),
    ended: new Bursts(50, MINUTE),
  };
  private readonly behind = new WriteBehind(this);

  /** Adds a refused call. It is written about a second later. */
  add(refusal: KeyRefusal): void {
    const group = this.count(toCount(refusal));
    if (group !== undefined && this.isStored(group, refusal)) this.calls.push(refusal);
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
    this.countsPerKey = { current: new Map(), ended: new Map() };
    try {
      await recordRefusals(counts, calls);
    } catch (error) {
      for (const count of counts.values()) this.count(count);
      this.calls = [...calls, ...this.calls].slice(0, MAX_REFUSALS);
      throw error;
    }
  }

  /** Counts calls among those of their group, or of other addresses; undefined if there is no room. */
  private count(count: RefusalCount): string | undefined {
    for (const [group, most] of [
      [count, MAX_COUNTS_PER_KEY[sourceOf(count.code)]],
      [toOthers(count), Number.POSITIVE_INFINITY],
    ] as const) {
      const mapKey = groupKey(group);
      if (this.counts.has(mapKey) || this.takeRoom(count, most)) {
        addCount(this.counts, group);
        return mapKey;
      }
    }
    return undefined;
  }

  /** Whether there is room for one more count of a key; takes it if there is. */
  private takeRoom({ keyId, code }: RefusalCount, most: number): boolean {
    const perKey = this.countsPerKey[sourceOf(code)];
    const ofKey = perKey.get(keyId) ?? 0;
    if (ofKey >= most || this.counts.size >= MAX_REFUSALS) return false;
    perKey.set(keyId, ofKey + 1);
    return true;
  }

  /** Whether a call is stored by itself. */
  private isStored(group: string, { keyId, code, at }: KeyRefusal): boolean {
    const time = at.getTime();
    const storedOfKey = this.storedOfKey[sourceOf(code)];
    if (this.calls.length >= MAX_REFUSALS) return false;
    if (!storedOfKey.hasRoom(keyId, time) || !this.storedOfGroup.hasRoom(group, time)) return false;
    this.storedOfGroup.take(group, time);
    storedOfKey.take(keyId, time);
    return true;
  }
}
