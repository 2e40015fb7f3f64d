import { getServers, setServers } from 'node:dns';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { postWebhook, type WebhookRequest } from '@/lib/domain/webhook-urls/post';
import { overrideEnv } from '@/lib/env';
import { startDns, type TestDns } from '@/lib/testing/servers/dns-server';

let server: Server;
let dns: TestDns;
let base: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let received: string[] = [];
let addresses: string[] = [];
const usual = getServers();

beforeAll(async () => {
  server = createServer((request, response) => {
    received.push(`${request.method} ${request.headers.host}${request.url}`);
    request.resume();
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `hooks.example:${(server.address() as AddressInfo).port}`;
  dns = await startDns(() => addresses);
  setServers([dns.server]);
  overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' });
});
beforeEach(() => {
  received = [];
  addresses = ['127.0.0.1'];
  answer = (_request, response) => response.end('ok');
});
afterAll(() => {
  setServers(usual);
  overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' });
  dns.close();
  server.closeAllConnections();
  server.close();
});

const post = (more: Partial<WebhookRequest> = {}) =>
  postWebhook({
    url: `http://${base}/hook`,
    headers: { 'x-test': '1' },
    body: '{}',
    timeoutMs: 10_000,
    ...more,
  });

it('posts to the address that was checked, under the name of the host', async () => {
  expect(await post()).toMatchObject({ status: 200, body: 'ok' });
  expect(received).toEqual([`POST ${base}/hook`]);
});

it('checks the addresses of the host again before it connects', async () => {
  overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' });
  const url = `https://${base}/hook`;
  try {
    await expect(post({ url })).rejects.toThrow('Use an address that is reachable from the internet.');
    await expect(post()).rejects.toThrow('Enter a URL that starts with https://.');
  } finally {
    overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' });
  }
  expect(received).toEqual([]);
});

it('does not follow a redirect', async () => {
  answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end();
  expect(await post()).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
  expect(received).toHaveLength(1);
});

it('stops waiting for a server that never responds', async () => {
  answer = () => {};
  await expect(post({ timeoutMs: 200 })).rejects.toThrow('No response within 0.2 seconds.');
});

it('stops waiting for name servers that never respond', async () => {
  const silent = await startDns(() => null);
  setServers([silent.server]);
  try {
    await expect(post({ timeoutMs: 200 })).rejects.toThrow('No response within 0.2 seconds.');
  } finally {
    setServers([dns.server]);
    silent.close();
  }
});

it('keeps the status of a response whose body never ends', async () => {
  answer = (_request, response) => response.writeHead(202).write('a');
  expect(await post({ timeoutMs: 200 })).toMatchObject({ status: 202, body: 'a' });
});

it('reads only the start of a large response', async () => {
  answer = (_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  };
  expect((await post()).body).toHaveLength(4_096);
});

it('gives up on endless headers', async () => {
  answer = (request) => request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
  await expect(post()).rejects.toThrow('Header overflow');
});

it('gives up on a server that switches protocols', async () => {
  answer = (request) =>
    request.socket.write('HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
  await expect(post()).rejects.toThrow('The server switched to another protocol.');
});
