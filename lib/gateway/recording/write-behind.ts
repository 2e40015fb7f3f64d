import { SECOND } from '@/lib/clock';
import { log } from '@/lib/log';

const FLUSH_AFTER_MS = SECOND;
const PAUSE_MS = 100;

/** Something that is kept in memory for a moment and then written. */
export interface Buffered {
  isEmpty(): boolean;
  /** Writes what is in memory. What cannot be written stays there. */
  write(): Promise<void>;
}

/** Writes a buffer about a second after something was added, without delaying calls. */
export class WriteBehind {
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private isClosing = false;
  private endPause = (): void => undefined;

  constructor(private readonly buffer: Buffered) {}

  /** Call it whenever something was added. */
  schedule(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.flushing = this.flush();
    }, FLUSH_AFTER_MS);
    this.timer.unref();
  }

  /** Lets the database do something else between two parts of a write. Resolves at once while the buffer is closed. */
  async pause(): Promise<void> {
    if (this.isClosing) return;
    await new Promise<void>((resolve) => {
      this.endPause = resolve;
      setTimeout(resolve, PAUSE_MS).unref();
    });
  }

  /** Writes everything in memory, also if an earlier write failed. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.isClosing = true;
    this.endPause();
    await this.flushing;
    await this.flush();
    this.isClosing = false;
    clearTimeout(this.timer);
  }

  private async flush(): Promise<void> {
    if (!this.buffer.isEmpty()) {
      try {
        await this.buffer.write();
      } catch (err) {
        log.error({ err }, 'The use of API keys was not written and will be tried again');
      }
    }
    this.timer = undefined;
    if (!this.buffer.isEmpty()) this.schedule();
  }
}
