import { Socket } from 'node:net';

/**
 * A socket that sends what is written in one turn of the event loop at once. The driver corks and uncorks it around
 * each statement; the system call then costs more than all else that it does.
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
