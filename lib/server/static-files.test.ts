import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerStaticFile } from '@/lib/server/static-files';
import { compressStaticFiles } from '@/scripts/compress.mjs';

const SCRIPT = `console.error(${JSON.stringify('a script '.repeat(500))});`;

let root: string;
const server = createServer(async (req, res) => {
  if (!(await answerStaticFile(req, res, path.join(root, 'static')))) res.writeHead(418).end();
});

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'keydesk-static-'));
  await mkdir(path.join(root, 'static/chunks'), { recursive: true });
  await writeFile(path.join(root, 'static/chunks/0a~b_c-d.js'), SCRIPT);
  await writeFile(path.join(root, 'static/chunks/style.css'), 'body{color:red}');
  await writeFile(path.join(root, 'secret.js.br'), 'not for anybody');
  await compressStaticFiles(path.join(root, 'static'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  server.close();
  await rm(root, { recursive: true });
});

/** Asks for a path as it is. 418 is the answer of what comes next. */
async function ask(target: string, coding = 'gzip, deflate, br, zstd', method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const headers = { 'accept-encoding': coding };
  const sent = request({ host: '127.0.0.1', port, path: target, method, headers }).end();
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

it('serves the compressed script, for good', async () => {
  const { status, headers, body } = await ask('/_next/static/chunks/0a~b_c-d.js?dpl=1');
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'application/javascript; charset=UTF-8',
    'content-encoding': 'br',
    'content-length': String(body.length),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  expect(body.length).toBeLessThan(SCRIPT.length / 10);
  expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
});

it('serves style sheets, and HEAD without a body', async () => {
  const head = await ask('/_next/static/chunks/style.css', 'br', 'HEAD');
  expect([head.status, head.headers['content-type'], head.body.length]).toEqual([
    200,
    'text/css; charset=UTF-8',
    0,
  ]);
});

it.each(['gzip', '', 'br;q=0', 'br;q=0.0', 'brotli'])(
  'leaves a client that accepts %j to Next',
  async (coding) => {
    expect((await ask('/_next/static/chunks/0a~b_c-d.js', coding)).status).toBe(418);
  },
);

it.each(['br', 'br;q=1', 'br; q=0.5', 'gzip,BR'])('takes %j for Brotli', async (coding) => {
  expect((await ask('/_next/static/chunks/0a~b_c-d.js', coding)).status).toBe(200);
});

it.each([
  '/_next/static/chunks/other.js',
  '/_next/static/../secret.js',
  '/_next/static/chunks/..%2f..%2fsecret.js',
  '/_next/static/chunks/0a~b_c-d.js.br',
  '/_next/static/chunks/',
  '/secret.js',
])('leaves %s to Next', async (target) => {
  expect((await ask(target)).status).toBe(418);
});

it('leaves other methods to Next', async () => {
  expect((await ask('/_next/static/chunks/0a~b_c-d.js', 'br', 'POST')).status).toBe(418);
});
