import { Socket } from 'node:net';

/** What the driver has written: it only writes buffers. */
type Written = Parameters<NonNullable<Socket['_writev']>>[0];

/**
 * A socket that sends everything that is written in one turn of the event loop as one buffer. The driver corks and uncorks
 * it around each statement, and the system calls would cost more than everything else.
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

  override _writev(written: Written, done: (error?: Error | null) => void): void {
    // Streams say so for buffers, but the types do not know it.
    const encoding = 'buffer' as BufferEncoding;
    this._write(Buffer.concat(written.map(({ chunk }) => chunk)), encoding, done);
  }
}
