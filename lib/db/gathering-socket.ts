import { Socket } from 'node:net';

/**
 * A socket that sends everything that is written in one turn of the event loop as one buffer. The driver writes four small
 * buffers for each statement, and the system calls would cost more than everything else.
 */
export class GatheringSocket extends Socket {
  private gathered: Uint8Array[] = [];

  override write(chunk: Uint8Array | string, ...rest: []): boolean {
    if (typeof chunk === 'string' || rest.length > 0) {
      this.sendGathered();
      return super.write(chunk, ...rest);
    }
    if (this.gathered.length === 0) setImmediate(() => this.sendGathered());
    this.gathered.push(chunk);
    return true;
  }

  private sendGathered(): void {
    const [first, ...others] = this.gathered;
    this.gathered = [];
    // The driver learns from an event that the connection is gone.
    if (!first || this.destroyed) return;
    super.write(others.length === 0 ? first : Buffer.concat([first, ...others]));
  }
}
