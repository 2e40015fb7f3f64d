import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@/lib/clock';

const SECONDS = 5;
/** Calls of this time are made and not measured. */
const WARM_UP_SECONDS = 1;

const END_OF_HEADERS = '\r\n\r\n';

/** Whether a response is complete. @throws if it is no success */
function isComplete(response: string): boolean {
  const end = response.indexOf(END_OF_HEADERS);
  if (end === -1) return false;
  const headers = response.slice(0, end);
  if (!headers.startsWith('HTTP/1.1 200 ')) throw new Error(`A call was rejected: ${headers}`);
  const length = /^content-length: (\d+)$/im.exec(headers);
  if (!length) throw new Error(`A response has no length: ${headers}`);
  return response.length === end + END_OF_HEADERS.length + Number(length[1]);
}

/** A connection that makes one call at a time. `call` resolves when its response is complete. */
async function openConnection(url: URL): Promise<{ socket: Socket; call(secret: string): Promise<void> }> {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  await once(socket, 'connect');
  let response = '';
  let done: { resolve(): void; reject(error: unknown): void } | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    response += text;
    try {
      if (!isComplete(response)) return;
      response = '';
      done?.resolve();
    } catch (error) {
      done?.reject(error);
    }
  });
  socket.on('close', () => done?.reject(new Error('The server closed a connection.')));
  return {
    socket,
    call(secret) {
      const ended = Promise.withResolvers<void>();
      done = ended;
      socket.write(
        `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${secret}${END_OF_HEADERS}`,
      );
      return ended.promise;
    },
  };
}

/**
 * Returns the 99th percentile of the times of calls that arrive at a fixed rate, in milliseconds. A call that waits for a free
 * connection counts from when it was due. (autocannon makes the calls of a second at once, at the highest rate.)
 * @param rate calls a second
 * @throws if any response is not a success
 */
export async function slowTime(
  address: string,
  connections: number,
  secrets: readonly string[],
  rate: number,
): Promise<number> {
  const url = new URL(address);
  const free = await Promise.all(Array.from({ length: connections }, () => openConnection(url)));
  const opened = [...free];
  const due: number[] = [];
  const times: number[] = [];
  let failure: unknown;
  const began = performance.now();

  /** Makes the calls that are due, as far as there are free connections. */
  function start(): void {
    while (free.length > 0 && due.length > 0) {
      const [connection, dueAt] = [free.pop(), due.shift()];
      if (!connection || dueAt === undefined) return;
      connection.call(secrets[Math.floor(Math.random() * secrets.length)] ?? '').then(
        () => {
          if (dueAt - began >= WARM_UP_SECONDS * SECOND) times.push(performance.now() - dueAt);
          free.push(connection);
          start();
        },
        (error) => {
          failure ??= error;
        },
      );
    }
  }

  const calls = rate * (WARM_UP_SECONDS + SECONDS);
  for (let made = 0; made < calls && !failure; ) {
    await pause(1);
    for (; made < calls && began + (made * SECOND) / rate <= performance.now(); made += 1)
      due.push(began + (made * SECOND) / rate);
    start();
  }
  while (free.length < connections && !failure) await pause(1);
  for (const { socket } of opened) socket.destroy();
  if (failure) throw failure;
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN;
}
