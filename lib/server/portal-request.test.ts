import { describe, expect, it } from 'vitest';
import { exchange, listenTo, statusesIn } from '@/lib/testing/requests/raw-http';

const STATE = encodeURIComponent(
  JSON.stringify(['', { children: ['login', { children: ['__PAGE__', {}] }] }]),
);

/** What a portal that reads every request to its end answers. */
async function ask(method: string, target: string, headers: string[] = [], body = ''): Promise<string> {
  const { port } = await listenTo({
    portal: async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end(`${request.method} ${request.url}: ${Buffer.concat(chunks).length}`);
    },
  });
  const lines = [
    'host: keys.example',
    `content-length: ${Buffer.byteLength(body)}`,
    ...headers,
    'connection: close',
  ];
  return exchange(port, `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

describe('a request to the portal', () => {
  it.each([
    ['GET', '/settings/api-keys/key_1?a=%'],
    ['HEAD', '/login'],
    ['POST', '/login'],
    ['GET', '/_next/static/chunk.js'],
    ['GET', '/a%20page/%F0%9F%98%80'],
  ])('is passed on for %s %s', async (method, target) => {
    expect(statusesIn(await ask(method, target))).toEqual([200]);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])(
    'is refused for %s',
    async (method) => {
      const answer = await ask(method, '/login');
      expect(statusesIn(answer)).toEqual([405]);
      expect(answer).toMatch(/allow: GET, HEAD, POST/i);
    },
  );

  it.each(['/%', '/%zz', '/settings/api-keys/%', '/settings/api-keys/%E0%A4%A', '/api/auth/%C3%28'])(
    'is refused for the malformed path %s',
    async (path) => {
      expect(statusesIn(await ask('GET', path))).toEqual([400]);
    },
  );

  it.each(['/_global-error', '/_error', '/_not-found', '/_next'])(
    'is refused for %s, which is Next’s own',
    async (path) => {
      expect(statusesIn(await ask('GET', path))).toEqual([404]);
    },
  );
});

describe('the state of Next’s client', () => {
  it('is passed on', async () => {
    expect(statusesIn(await ask('GET', '/login', ['rsc: 1', `next-router-state-tree: ${STATE}`]))).toEqual([
      200,
    ]);
  });

  it.each(['', 'garbage', '%', '%5B%5D', 'null', '%5B%22%22%2C1%5D', encodeURIComponent('['.repeat(3_000))])(
    'cannot be %.20s',
    async (state) => {
      const answer = await ask('GET', '/nothing', ['rsc: 1', `next-router-state-tree: ${state}`]);
      expect(statusesIn(answer)).toEqual([400]);
    },
  );
});

describe('the origin of a POST', () => {
  it.each([
    [[]],
    [['origin: http://keys.example']],
    [['origin: http://keys.example', 'sec-fetch-site: same-origin']],
    [['origin: null', 'sec-fetch-site: same-origin']],
  ])('can be %j', async (headers) => {
    expect(statusesIn(await ask('POST', '/login', headers))).toEqual([200]);
  });

  it.each([
    [['origin: http://evil.example']],
    [['origin: evil']],
    [['origin: http://keys.example', 'sec-fetch-site: cross-site']],
    [['origin: http://evil.example', 'next-action: x', 'x-forwarded-host: evil.example']],
  ])('cannot be %j', async (headers) => {
    expect(statusesIn(await ask('POST', '/login', headers))).toEqual([403]);
  });
});

describe('a form', () => {
  const part = (text: string) =>
    `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${text}\r\n--b--\r\n`;

  it('is passed on unchanged', async () => {
    for (const body of [part(''), part('text'), part('x'.repeat(500_000))]) {
      const answer = await ask('POST', '/login', ['content-type: multipart/form-data; boundary=b'], body);
      expect(answer).toContain(`POST /login: ${Buffer.byteLength(body)}`);
    }
  });

  it.each([
    ['multipart/form-data', part('a')],
    ['Multipart/Form-Data; boundary=', part('a')],
    ['multipart/form-data; boundary=b', 'x'],
    ['multipart/form-data; boundary=b', part('a').slice(0, -8)],
    ['multipart/form-data; boundary=other', part('a')],
  ])('that cannot be read is refused: %s', async (type, body) => {
    expect(statusesIn(await ask('POST', '/login', [`content-type: ${type}`], body))).toEqual([400]);
  });

  it('of more than 1 MiB is refused', async () => {
    const type = 'content-type: multipart/form-data; boundary=b';
    expect(statusesIn(await ask('POST', '/login', [type], part('x'.repeat(1_100_000))))).toEqual([413]);
  });
});
