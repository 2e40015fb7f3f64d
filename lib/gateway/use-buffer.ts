import { HOUR, SECOND } from '@/lib/clock';
import { type KeyUse, recordUse, type UseCount } from '@/lib/domain/api-keys/record-use';
import { log } from '@/lib/log';

const FLUSH_AFTER_MS = SECOND;
/** More distinct counts than this are not held: a database that is away must not fill the memory. */
const MAX_COUNTS = 100_000;

/** Holds how keys are used for a moment and writes it behind the calls, a batch at a time. */
export class UseBuffer {
  private latest = new Map<string, KeyUse>();
  private counts = new Map<string, UseCount>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(private readonly write = recordUse) {}

  /** Notes one use; it is in the database about a second later. */
  add(use: KeyUse): void {
    const { keyId, operation, status } = use;
    const hour = use.at.getTime() - (use.at.getTime() % HOUR);
    const place = `${keyId} ${operation} ${status} ${hour}`;
    const held = this.counts.get(place);
    if (held) held.calls += 1;
    else if (this.counts.size < MAX_COUNTS)
      this.counts.set(place, { keyId, hour: new Date(hour), operation, status, calls: 1 });
    else return;
    this.see(use);
    this.schedule();
  }

  /** Writes what is held, also when an earlier write failed. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.flushing = this.flush();
    }, FLUSH_AFTER_MS);
    this.timer.unref();
  }

  private async flush(): Promise<void> {
    const { latest, counts } = this;
    if (counts.size > 0) {
      this.latest = new Map();
      this.counts = new Map();
      try {
        await this.write([...latest.values()], [...counts.values()]);
      } catch (err) {
        log.error({ err, keys: latest.size }, 'The use of API keys was not written and will be tried again');
        for (const [place, count] of counts) this.putBack(place, count);
        for (const use of latest.values()) this.see(use);
      }
    }
    this.timer = undefined;
    if (this.counts.size > 0) this.schedule();
  }

  private see(use: KeyUse): void {
    const known = this.latest.get(use.keyId);
    if (!known || known.at <= use.at) this.latest.set(use.keyId, use);
  }

  private putBack(place: string, count: UseCount): void {
    const held = this.counts.get(place);
    if (held) held.calls += count.calls;
    else this.counts.set(place, count);
  }
}
