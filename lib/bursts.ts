import { SECOND } from '@/lib/clock';

interface Bucket {
  left: number;
  at: number;
}

/** The most names in memory. */
const MAX_NAMES = 10_000;

/** Lets a burst through for each name, and after that one at a time after a pause. */
export class Bursts {
  private readonly buckets = new Map<string, Bucket>();
  private cleanedAt = Number.NEGATIVE_INFINITY;

  /** @param pauseMs until there is room for one more */
  constructor(
    private readonly burst: number,
    private readonly pauseMs: number,
  ) {}

  /** Whether one more of a name fits at `at`, in milliseconds. */
  hasRoom(name: string, at: number): boolean {
    return this.leftOf(name, at) >= 1 && (this.buckets.has(name) || this.makeRoom(at));
  }

  /** Counts one of a name that has room. */
  take(name: string, at: number): void {
    this.buckets.set(name, { left: this.leftOf(name, at) - 1, at });
  }

  private leftOf(name: string, at: number): number {
    const bucket = this.buckets.get(name);
    return bucket ? Math.min(this.burst, bucket.left + (at - bucket.at) / this.pauseMs) : this.burst;
  }

  /** Forgets names that have their whole burst again, if there are too many. */
  private makeRoom(at: number): boolean {
    if (this.buckets.size < MAX_NAMES) return true;
    if (at - this.cleanedAt < SECOND) return false;
    this.cleanedAt = at;
    for (const name of this.buckets.keys()) {
      if (this.leftOf(name, at) >= this.burst) this.buckets.delete(name);
    }
    return this.buckets.size < MAX_NAMES;
  }
}
