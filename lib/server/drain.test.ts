import { once } from 'node:events';
import { Agent, request as ask, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { drain } from '@/lib/server/drain';
import { listenTo, openSocket } from '@/lib/testing/requests/raw-http';

const PATIENCE_MS = 10_000;
const GET = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

/** A server whose portal keeps the requests for `/held`. */
async function serve() {
  const held: ServerResponse[] = [];
  const listening = await listenTo({
    portal: async ({ url }, response) => void (url === '/held' ? held.push(response) : response.end('ok')),
  });
  const stop = (patienceMs = PATIENCE_MS) => drain(listening.server, listening.exchanges, patienceMs);
  return { ...listening, held, stop };
}

/** One request over the agent's connection, as most clients send it. */
async function get(port: number, agent: Agent): Promise<void> {
  const sent = ask({ port, host: '127.0.0.1', agent }).end();
  const [response] = await once(sent, 'response');
  expect(response.statusCode).toBe(200);
  await text(response);
}

describe('a server that stops', () => {
  it('resets no client that keeps its connection and sends more requests', async () => {
    const { port, stop } = await serve();
    const clients = Array.from({ length: 20 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      onTestFinished(() => agent.destroy());
      for (let answered = 0; ; answered += 1) {
        try {
          await get(port, agent);
        } catch (error) {
          // A new connection is refused; one that is open is never reset.
          expect(error).toMatchObject({ code: 'ECONNREFUSED' });
          return answered;
        }
      }
    });
    await get(port, new Agent());
    await stop();
    for (const answered of await Promise.all(clients)) expect(answered).toBeGreaterThan(1);
  });

  it('tells an idle client to close, and responds to it', async () => {
    const { port, stop } = await serve();
    const socket = await openSocket(port);
    socket.write(GET);
    await once(socket, 'data');
    const stopped = stop();
    socket.write(GET);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*connection: close/i);
    await stopped;
  });

  it('tells the client of a request in flight to close', async () => {
    const { port, held, stop, server } = await serve();
    const asked = once(server, 'request');
    const socket = await openSocket(port);
    socket.write('GET /held HTTP/1.1\r\nhost: a\r\n\r\n');
    await asked;
    const stopped = stop();
    held[0]?.end('ok');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*connection: close/i);
    await stopped;
  });

  it('closes idle connections, and accepts no new one', async () => {
    const { port, stop } = await serve();
    const socket = await openSocket(port);
    socket.write(GET);
    await once(socket, 'data');
    const stopped = stop();
    expect(await text(socket)).toBe('');
    await stopped;
    await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
  });

  it.each([0, 100])('stops within %i ms, no matter what clients do', async (patienceMs) => {
    const { port, stop, server } = await serve();
    const asked = once(server, 'request');
    const sockets = await Promise.all(
      [GET, 'GET /held HTTP/1.1\r\nhost: a\r\n\r\n', 'GET'].map(async (bytes) => {
        const socket = await openSocket(port);
        socket.write(bytes);
        return socket;
      }),
    );
    await asked;
    const ended = Promise.all(
      sockets.map(
        (socket) => new Promise((resolve) => socket.resume().on('end', resolve).on('error', resolve)),
      ),
    );
    await stop(patienceMs);
    await ended;
  });
});
