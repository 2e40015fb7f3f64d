import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { exchange, listenTo, openSocket, statusesIn } from '@/lib/testing/requests/raw-http';

/** A portal that waits for the end of each body, and answers `/held` once `released` is resolved. */
function portal(released?: Promise<void>) {
  return async (request: NodeJS.ReadableStream & { url?: string }, response: ServerResponse) => {
    if (request.url === '/begun') response.write('begun');
    else if (request.url === '/held') released?.then(() => response.end('late'));
    else request.on('end', () => response.end('read')).resume();
  };
}

const HEAD = 'HTTP/1.1\r\nhost: a\r\n';

describe('what cannot be read as HTTP', () => {
  it.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    ['an unknown method', `NOTHING / ${HEAD}\r\n`, 400],
    ['a target without a slash', `GET page ${HEAD}\r\n`, 400],
    ['another version', 'GET / HTTP/3.0\r\nhost: a\r\n\r\n', 400],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a header without a name', `GET / ${HEAD}: a\r\n\r\n`, 400],
    ['two lengths', `POST / ${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\nab`, 400],
    ['a length and chunks', `POST / ${HEAD}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`, 400],
    ['a broken body', `POST / ${HEAD}transfer-encoding: chunked\r\n\r\nZ\r\n`, 400],
    ['headers without end', `GET / ${HEAD}x: ${'x'.repeat(1_000_000)}\r\n\r\n`, 431],
  ])('%s gets an error with a request id', async (_, bytes, status) => {
    const { port } = await listenTo({ portal: portal() });
    const [head = '', body = ''] = (await exchange(port, bytes)).split('\r\n\r\n');
    expect(statusesIn(head)).toEqual([status]);
    expect(head).toContain('content-type: application/problem+json');
    const [, id] = /x-request-id: (req_\w+)/.exec(head) ?? [];
    expect(JSON.parse(body)).toMatchObject({ status, code: 'INVALID_REQUEST', request_id: id });
  });

  it('waits for the responses to earlier requests', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { server, port } = await listenTo({ portal: portal(promise) });
    server.on('clientError', () => resolve());
    const answers = await exchange(port, `GET /held ${HEAD}\r\nHELLO\r\n\r\n`);
    expect(statusesIn(answers)).toEqual([200, 400]);
    expect(answers).toMatch(/late[\s\S]*INVALID_REQUEST/);
  });

  it('does not wait for the responses on other connections', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { server, port } = await listenTo({ portal: portal(promise) });
    const received = once(server, 'request');
    const held = exchange(port, `GET /held ${HEAD}connection: close\r\n\r\n`);
    await received;
    expect(statusesIn(await exchange(port, 'HELLO\r\n\r\n'))).toEqual([400]);
    resolve();
    expect(statusesIn(await held)).toEqual([200]);
  });

  it('adds nothing to a response that has begun', async () => {
    const { port } = await listenTo({ portal: portal() });
    const answer = await exchange(port, `POST /begun ${HEAD}transfer-encoding: chunked\r\n\r\nZ\r\n`);
    expect(answer).not.toContain('INVALID_REQUEST');
  });
});

describe('a request that does not end', () => {
  it.each([
    ['inside its first line', 'GET /'],
    ['inside its headers', `GET / ${HEAD}x: y`],
    ['inside its body', `POST / ${HEAD}content-length: 9\r\n\r\nab`],
    ['inside a chunk', `POST / ${HEAD}transfer-encoding: chunked\r\n\r\n9\r\nab`],
    ['before it begins', ''],
  ])('%s gets 408', async (_, bytes) => {
    const { port } = await listenTo({ portal: portal() }, { headers: 50, request: 60, check: 10 });
    const answer = await exchange(port, bytes);
    expect(statusesIn(answer)).toEqual([408]);
    expect(answer).toContain('"code":"INVALID_REQUEST"');
  });
});

describe('the connection', () => {
  it.each([
    ['that sent half a header', `GET / ${HEAD}x: y`],
    ['that sent no HTTP', 'HELLO\r\n\r\n'],
    ['that asked for another protocol', `CONNECT a:1 ${HEAD}\r\n`],
    ['that named no host', 'GET / HTTP/1.1\r\n\r\n'],
  ])('%s ends, though the client never closes it', async (_, bytes) => {
    const { server, port } = await listenTo({}, { headers: 50, request: 60, check: 10 });
    const accepted = once(server, 'connection');
    const socket = await openSocket(port);
    const [serverSocket] = await accepted;
    socket.write(bytes);
    expect(statusesIn(await text(socket))).toHaveLength(1);
    expect(socket.writable).toBe(true);
    if (!serverSocket.destroyed) await once(serverSocket, 'close');
    expect(serverSocket.destroyed).toBe(true);
  });

  it('of a client that stops reading ends', async () => {
    const { server, port } = await listenTo(
      { portal: async (_request, response) => void response.end('x'.repeat(50_000_000)) },
      { stalled: 200 },
    );
    const accepted = once(server, 'connection');
    const socket = await openSocket(port);
    const [serverSocket] = await accepted;
    const ended = once(serverSocket, 'close');
    socket.write(`GET / ${HEAD}\r\n`);
    await ended;
    expect(socket.bytesRead).toBeLessThan(50_000_000);
  });
});
