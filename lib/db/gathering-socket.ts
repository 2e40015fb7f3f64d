import { Socket } from 'node:net';

/**
 * A socket that sends everything that is written in one turn of the event loop at once. The driver corks and uncorks it
 * around each statement, and the system calls would cost more than everything else.
 */
export class GatheringSocket extends Socket {
  private gathering = false;

  override cork(): void {
    super.cork();
    if (this.gathering) return;
    this.gathering = true;
    super.cork();
    setImmediate(() => {
      this.gathering = false;
      this.uncork();
    });
  }
}
