import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createGateway } from '@/lib/gateway/gateway';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { exchange, listenTo, openSocket, statusesIn } from '@/lib/testing/requests/raw-http';

const OFFERS = {
  h2c: 'connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAoAAAAAIAAAAA',
  websocket:
    'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  TLS: 'connection: upgrade\r\nupgrade: TLS/1.0, HTTP/2.0',
};

/** The product as it listens after its first page: Next has put a listener of its own on the server by then. */
async function listenAsAfterThePortal(settings = {}) {
  const gateway = createGateway(keydesk);
  const listening = await listenTo(
    {
      gateway,
      portal: async (request, response) => {
        let size = 0;
        for await (const chunk of request) size += chunk.length;
        response.end(`${request.method} ${request.url} ${size}`);
      },
    },
    {},
    settings,
  );
  listening.server.on('upgrade', (_request, socket) => socket.write('upgraded'));
  return listening;
}

describe.each(Object.entries(OFFERS))('a request that offers %s', (_, offer) => {
  const head = `HTTP/1.1\r\nhost: a\r\n${offer}\r\n`;

  it.each([
    ['/page', 200],
    ['/_next/hmr', 200],
    ['/healthz', 200],
    ['/api/v1/account', 401],
    ['/api/v1/nothing', 404],
    ['/carrier/reports', 404],
  ])('gets the response of any other request at %s', async (path, status) => {
    const { port } = await listenAsAfterThePortal();
    expect(statusesIn(await exchange(port, `GET ${path} ${head}\r\n`))).toEqual([status]);
  });

  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE'])('gets one response for %s', async (method) => {
    const { port } = await listenAsAfterThePortal();
    const answer = await exchange(port, `${method} /page ${head}content-length: 0\r\n\r\n`);
    expect(statusesIn(answer)).toHaveLength(1);
  });

  it('is read with its body', async () => {
    const { port } = await listenAsAfterThePortal();
    expect(await exchange(port, `POST /page ${head}content-length: 5\r\n\r\nhello`)).toContain(
      'POST /page 5',
    );
    const chunked = `POST /page ${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`;
    expect(await exchange(port, chunked)).toContain('POST /page 5');
  });

  it('gets its response after another request, and ends the connection', async () => {
    const { port } = await listenAsAfterThePortal();
    const first = 'GET /first HTTP/1.1\r\nhost: a\r\n\r\n';
    const answer = await exchange(
      port,
      `${first}GET /second ${head}\r\nGET /third HTTP/1.1\r\nhost: a\r\n\r\n`,
    );
    expect(statusesIn(answer)).toEqual([200, 200]);
    expect(answer).toMatch(/GET \/first 0[\s\S]*connection: close[\s\S]*GET \/second 0$/i);
  });
});

it('refuses to be a proxy', async () => {
  const { port } = await listenAsAfterThePortal();
  const answer = await exchange(port, 'CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n\r\n');
  expect(statusesIn(answer)).toEqual([405]);
  expect(answer).toMatch(/x-request-id: req_\w+/);
  expect(answer).toContain('"code":"METHOD_NOT_ALLOWED"');
});

it('allows only the hot reload of development', async () => {
  const { port } = await listenAsAfterThePortal({ NODE_ENV: 'development' });
  const socket = await openSocket(port);
  socket.write(`GET /_next/hmr?id=1 HTTP/1.1\r\nhost: a\r\n${OFFERS.websocket}\r\n\r\n`);
  const [bytes] = await once(socket, 'data');
  expect(String(bytes)).toBe('upgraded');
  for (const [path, offer] of [
    ['/page', OFFERS.websocket],
    ['/_next/hmr', OFFERS.h2c],
  ]) {
    expect(statusesIn(await exchange(port, `GET ${path} HTTP/1.1\r\nhost: a\r\n${offer}\r\n\r\n`))).toEqual([
      200,
    ]);
  }
});
