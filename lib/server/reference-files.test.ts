import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { overrideEnv } from '@/lib/env';
import { SLUGS } from '@/lib/profiles/reference/address';
import { requestListener } from '@/lib/server/requests';

/** Asks a process for a path; 418 is the answer of the portal. */
async function ask(path: string, method = 'GET', hasPortal = true): Promise<Response> {
  const portal = async (_: unknown, res: import('node:http').ServerResponse) => void res.writeHead(418).end();
  const server = createServer(requestListener({ started: () => true, ...(hasPortal && { portal }) }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { method });
}

afterEach(() => overrideEnv({ APP_URL: '' }));

it.each(SLUGS)('the page "%s" is served as Markdown, with full addresses', async (slug) => {
  overrideEnv({ APP_URL: 'https://keys.example' });
  const response = await ask(`/docs${slug && `/${slug}`}.md`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const text = await response.text();
  expect(text).toMatch(/^# /);
  expect(text).not.toMatch(/\]\(\//);
});

it('llms.txt lists addresses that are served', async () => {
  overrideEnv({ APP_URL: 'https://keys.example' });
  const response = await ask('/llms.txt');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const links = [...(await response.text()).matchAll(/\]\(https:\/\/keys\.example(\S+\.md)\)/g)];
  expect(links).toHaveLength(SLUGS.length);
  for (const [, path = ''] of links) expect((await ask(path)).status).toBe(200);
});

it('other paths go to the portal, and a process without one has no reference', async () => {
  for (const path of ['/docs', '/docs/nothing.md', '/readme.md', '/docs/llms.txt']) {
    expect((await ask(path)).status).toBe(418);
  }
  expect((await ask('/llms.txt', 'GET', false)).status).toBe(404);
});

it('answers HEAD without a body, and refuses other methods', async () => {
  const head = await ask('/docs.md', 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
  const post = await ask('/docs.md', 'POST');
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
