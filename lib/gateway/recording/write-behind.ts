import { SECOND } from '@/lib/clock';
import { log } from '@/lib/log';

const FLUSH_AFTER_MS = SECOND;
const PAUSE_MS = 250;

/** Something that is kept in memory for a moment and then written. */
export interface Buffered {
  isEmpty(): boolean;
  /** Writes what is in memory. What cannot be written stays there. */
  write(): Promise<void>;
}

/** Writes a buffer about a second after something was added, without delaying calls. Only one write runs at a time. */
export class WriteBehind {
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private isClosed = false;
  private endPause = (): void => undefined;

  constructor(private readonly buffer: Buffered) {}

  /** Call it whenever something was added. */
  schedule(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => void this.flush(), FLUSH_AFTER_MS);
    this.timer.unref();
  }

  /** Lets the database do something else between two parts of a write. Resolves at once if the buffer is closed. */
  async pause(): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((resolve) => {
      this.endPause = resolve;
      setTimeout(resolve, PAUSE_MS).unref();
    });
  }

  /** Writes everything in memory, also if an earlier write failed. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.endPause();
    await this.flush();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.flushing = this.flushing.then(() => this.write());
    return this.flushing;
  }

  private async write(): Promise<void> {
    // Not earlier, so that at most one write waits for the one that runs.
    this.timer = undefined;
    if (this.buffer.isEmpty()) return;
    try {
      await this.buffer.write();
    } catch (err) {
      log.error({ err }, 'The use of API keys was not written and will be tried again');
      this.schedule();
    }
  }
}
