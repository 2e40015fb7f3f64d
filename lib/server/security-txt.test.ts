import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { overrideEnv } from '@/lib/env';
import { requestListener } from '@/lib/server/requests';

async function ask(method = 'GET'): Promise<Response> {
  const server = createServer(requestListener({ started: () => true }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/.well-known/security.txt`, { method });
}

afterEach(() => overrideEnv({ APP_URL: '', SECURITY_CONTACT: '' }));

it('has the contact, and expires in less than a year', async () => {
  overrideEnv({ APP_URL: 'https://keys.example', SECURITY_CONTACT: 'mailto:security@keys.example' });
  setClockOffset(1_000 * DAY);
  const response = await ask();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const text = await response.text();
  expect(text).toMatch(/^Contact: mailto:security@keys\.example\nExpires: \S+Z\nPreferred-Languages: en\n/);
  expect(text).toContain('\nCanonical: https://keys.example/.well-known/security.txt\n');
  const expires = new Date(/Expires: (.+)/.exec(text)?.[1] ?? '').getTime();
  expect(expires).toBeGreaterThan(now().getTime());
  expect(expires).toBeLessThan(now().getTime() + 365 * DAY);
});

it('responds to HEAD without a body, and refuses other methods', async () => {
  overrideEnv({ SECURITY_CONTACT: 'https://keys.example/security' });
  const head = await ask('HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
  const post = await ask('POST');
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

it('does not exist without a contact', async () => {
  expect((await ask()).status).toBe(404);
});
