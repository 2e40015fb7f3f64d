import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { overrideEnv } from '@/lib/env';
import { type Mounts, requestListener } from '@/lib/server/requests';

async function serve(mounts: Partial<Mounts>): Promise<string> {
  const server = createServer(requestListener({ started: () => true, ...mounts }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The headers that reach the portal when a client sends `headers`. */
async function headersThatArrive(
  headers: Record<string, string>,
  method = 'GET',
): Promise<IncomingHttpHeaders> {
  let arrived: IncomingHttpHeaders = {};
  const url = await serve({
    portal: async (req, res) => {
      arrived = req.headers;
      res.end();
    },
  });
  await (await fetch(`${url}/a%20page?q=1`, { headers, method })).text();
  return arrived;
}

const CLAIMS = {
  'x-forwarded-for': '198.51.100.1',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '1',
  'x-real-ip': '198.51.100.1',
  'x-page-path': '/elsewhere',
  'x-request-path': '/elsewhere',
  'x-nonce': 'known',
  'content-security-policy': "script-src 'nonce-known'",
  forwarded: 'for=198.51.100.1',
};

afterEach(() => overrideEnv({ APP_URL: '', TRUSTED_PROXIES: '' }));

describe('a request to the portal', () => {
  it('has none of the client’s claims', async () => {
    const { host, ...arrived } = await headersThatArrive(CLAIMS);
    expect(arrived).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
    for (const name of ['x-forwarded-host', 'x-forwarded-port', 'x-real-ip', 'forwarded']) {
      expect(arrived).not.toHaveProperty(name);
    }
    expect(arrived['x-nonce']).not.toBe('known');
    expect(arrived['content-security-policy']).toContain(`'nonce-${arrived['x-nonce']}'`);
  });

  it('has the page that is loaded, if one is', async () => {
    const pathFor = async (headers: Record<string, string>, method = 'GET') =>
      (await headersThatArrive({ ...CLAIMS, ...headers }, method))['x-page-path'];
    expect(await pathFor({})).toBe('/a%20page');
    expect(await pathFor({ rsc: '1' })).toBe('/a%20page');
    expect(await pathFor({ 'next-router-prefetch': '1' })).toBe('/a%20page');
    expect(await pathFor({ rsc: '1', 'next-router-prefetch': '2' })).toBe('/a%20page');
    expect(await pathFor({ rsc: '1', 'next-router-prefetch': '1' })).toBeUndefined();
    expect(await pathFor({}, 'POST')).toBe('/a%20page');
    expect(await pathFor({}, 'HEAD')).toBeUndefined();
  });

  it('has its path', async () => {
    for (const method of ['GET', 'HEAD', 'POST']) {
      for (const headers of [CLAIMS, { ...CLAIMS, rsc: '1', 'next-router-prefetch': '1' }]) {
        expect(await headersThatArrive(headers, method)).toMatchObject({
          'x-request-path': '/a%20page',
        });
      }
    }
  });

  it('has a shortened user agent', async () => {
    expect((await headersThatArrive({ 'user-agent': 'x'.repeat(9_000) }))['user-agent']).toHaveLength(500);
    expect((await headersThatArrive({ 'user-agent': 'curl/8' }))['user-agent']).toBe('curl/8');
  });

  it('has no secret: an address with one is replaced before', async () => {
    const seen: Array<string | undefined> = [];
    const url = await serve({
      portal: async (req, res) => {
        seen.push(req.url);
        res.end();
      },
    });
    const address = `${url}/page?a=1&q=kd_live_${'a1B'.repeat(20)}`;
    const answer = await fetch(address, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/page?a=1&removed=secret');
    expect(seen).toEqual([]);
    await fetch(address, { method: 'POST' });
    expect(seen).toEqual(['/page?a=1&removed=secret']);
  });

  it('has what a trusted proxy saw, and the address of APP_URL', async () => {
    overrideEnv({ APP_URL: 'https://keys.example', TRUSTED_PROXIES: '1' });
    expect(await headersThatArrive(CLAIMS)).toMatchObject({
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-host': 'keys.example',
      'x-forwarded-proto': 'https',
    });
  });
});

describe('a response', () => {
  it('requires HTTPS only if customers have it', async () => {
    const url = await serve({});
    expect((await fetch(url)).headers.has('strict-transport-security')).toBe(false);
    overrideEnv({ APP_URL: 'https://keys.example' });
    expect((await fetch(url)).headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/);
  });

  it('is 404 without a portal, and 503 until it has started', async () => {
    expect((await fetch(await serve({}))).status).toBe(404);
    const starting = await fetch(await serve({ portal: async () => {}, started: () => false }));
    expect(starting.status).toBe(503);
    expect(starting.headers.has('retry-after')).toBe(true);
  });

  it('is 500 without the reason if the portal fails', async () => {
    const url = await serve({ portal: () => Promise.reject(new Error('a secret reason')) });
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"status":"error"}\n');
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('a secret reason'))],
    [
      'throws',
      () => {
        throw new Error('a secret reason');
      },
    ],
  ])('is 500 if the gateway %s, and the next request is independent', async (_, listener) => {
    const url = await serve({
      gateway: {
        handles: (path) => path === '/api',
        listener,
        countsTogether: () => undefined,
        close: async () => {},
      },
    });
    const response = await fetch(`${url}/api`);
    expect(response.status).toBe(500);
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(await response.text()).not.toContain('secret');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
