import { SECOND } from '@/lib/clock';
import { log } from '@/lib/log';

const FLUSH_AFTER_MS = SECOND;

/** Something that is held for a moment and then written. */
export interface Held {
  isEmpty(): boolean;
  /** Writes what is held; what it fails to write, it goes on holding. */
  write(): Promise<void>;
}

/** Writes what is held about a second after the first of it came in, beside the calls and never in their way. */
export class WriteBehind {
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(private readonly held: Held) {}

  /** To be called whenever something has come in. */
  schedule(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.flushing = this.flush();
    }, FLUSH_AFTER_MS);
    this.timer.unref();
  }

  /** Writes what is held, also when an earlier write failed. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
    clearTimeout(this.timer);
  }

  private async flush(): Promise<void> {
    if (!this.held.isEmpty()) {
      try {
        await this.held.write();
      } catch (err) {
        log.error({ err }, 'The use of API keys was not written and will be tried again');
      }
    }
    this.timer = undefined;
    if (!this.held.isEmpty()) this.schedule();
  }
}
