import { describe, expect, it, onTestFinished } from 'vitest';
import { createGateway } from '@/lib/gateway/gateway';
import { problemDetails } from '@/lib/profiles/keydesk/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { exchange, listenTo, statusesIn } from '@/lib/testing/requests/raw-http';
import { signHeaders } from '@/lib/testing/requests/sign';

/** A portal that tells what it was asked for. */
async function serve(): Promise<number> {
  const gateway = createGateway(keydesk);
  onTestFinished(() => gateway.close());
  const { port } = await listenTo({
    gateway,
    portal: async ({ method, url, headers, rawHeaders }, response) => {
      const raw = rawHeaders.filter((_, at) => at % 2 === 1 && /^host$/i.test(rawHeaders[at - 1] ?? ''));
      response.end(`${method} ${url} at ${headers.host} ${raw}`);
    },
  });
  return port;
}

const CLOSE = 'connection: close\r\n';

describe('a target in absolute form', () => {
  it.each([
    ['http://keys.example/page', '/page', 'keys.example'],
    ['http://keys.example:8080/page?a=b&c', '/page?a=b&c', 'keys.example:8080'],
    ['https://keys.example/page', '/page', 'keys.example'],
    ['HTTP://KEYS.example/Page', '/Page', 'KEYS.example'],
    ['http://keys.example', '/', 'keys.example'],
    ['http://keys.example?a=b', '/?a=b', 'keys.example'],
    ['http://keys.example:/page', '/page', 'keys.example:'],
    ['http://[::1]:80/page', '/page', '[::1]:80'],
    ['http://192.0.2.1/a/../b//c%2f', '/a/../b//c%2f', '192.0.2.1'],
  ])('%s is handled as a path, and sets the host', async (target, path, host) => {
    const port = await serve();
    for (const method of ['GET', 'POST']) {
      const answer = await exchange(
        port,
        `${method} ${target} HTTP/1.1\r\nhost: other.example\r\ncontent-length: 0\r\n${CLOSE}\r\n`,
      );
      expect(answer).toContain(`\r\n\r\n${method} ${path} at ${host} ${host}`);
    }
    const old = await exchange(port, `GET ${target} HTTP/1.0\r\n\r\n`);
    expect(old).toContain(`GET ${path} at ${host} ${host}`);
  });

  it.each([
    'http:///page',
    'http://?a',
    'http://ada@keys.example/',
    'http://ada:secret@keys.example/',
    'http://keys.example:port/',
    'http://keys.example:99999/',
    'http://keys exam/',
    'http://[::1/',
    'http://a,b:c/',
    'ftp://keys.example/page',
    'keys.example:80',
    'page',
  ])('%s is refused', async (target) => {
    const answer = await exchange(await serve(), `GET ${target} HTTP/1.1\r\nhost: a\r\n${CLOSE}\r\n`);
    expect(statusesIn(answer)).toEqual([400]);
  });

  it('also works for the gateway', async () => {
    const port = await serve();
    const ask = (target: string) => exchange(port, `GET ${target} HTTP/1.1\r\nhost: a\r\n${CLOSE}\r\n`);
    expect(statusesIn(await ask('http://keys.example/api/v1/account'))).toEqual([401]);
    expect(statusesIn(await ask('http://keys.example/api/v1/nothing?x'))).toEqual([404]);
    expect(statusesIn(await ask('http://keys.example/healthz'))).toEqual([200]);
  });

  it('is what a signature covers, no matter what the Host header says', async () => {
    const { key, secret, signingSecret } = await makeKey(await makeMember(), { requireSignatures: true });
    const port = await serve();
    const ask = async (signed: string, target: string, host: string) => {
      const url = `${signed}/api/v1/account`;
      const signature = await signHeaders({
        keyId: key.id,
        signingSecret: signingSecret ?? '',
        method: 'GET',
        url,
      });
      const headers = { host, 'x-api-key': secret, connection: 'close', ...signature };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      return statusesIn(await exchange(port, `GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`));
    };
    const absolute = 'http://keys.example/api/v1/account';
    expect(await ask('http://keys.example', '/api/v1/account', 'keys.example')).toEqual([200]);
    expect(await ask('http://keys.example', absolute, 'keys.example')).toEqual([200]);
    expect(await ask('http://keys.example', absolute, 'other.example')).toEqual([200]);
    expect(await ask('http://other.example', absolute, 'other.example')).toEqual([401]);
    const secure = 'https://keys.example:443/api/v1/account';
    expect(await ask('https://keys.example', secure, 'keys.example')).toEqual([200]);
    expect(await ask('http://keys.example', secure, 'keys.example')).toEqual([401]);
  });
});

describe('the target *', () => {
  it('is only for OPTIONS', async () => {
    const port = await serve();
    for (const target of ['*', 'http://keys.example']) {
      const answer = await exchange(port, `OPTIONS ${target} HTTP/1.1\r\nhost: a\r\n${CLOSE}\r\n`);
      expect(statusesIn(answer)).toEqual([204]);
      expect(answer).toMatch(/allow: GET, HEAD, POST/i);
    }
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await exchange(port, `${method} * HTTP/1.1\r\nhost: a\r\n${CLOSE}\r\n`);
      expect(statusesIn(answer)).toEqual([400]);
    }
  });
});

describe('the host', () => {
  it.each(['keys.example', 'KEYS.example:443', '127.0.0.1:3000', '[2001:db8::1]:80', 'a_b', 'x'])(
    'can be %s',
    async (host) => {
      const answer = await exchange(await serve(), `GET /page HTTP/1.1\r\nhost:  ${host} \r\n${CLOSE}\r\n`);
      expect(statusesIn(answer)).toEqual([200]);
    },
  );

  it('can only be left out in HTTP/1.0', async () => {
    const port = await serve();
    expect(await exchange(port, 'GET /page HTTP/1.0\r\n\r\n')).toContain('GET /page at localhost:');
    expect(statusesIn(await exchange(port, 'GET /page HTTP/1.1\r\n\r\n'))).toEqual([400]);
  });

  it.each([
    '',
    'a/b',
    'a b',
    'ada@keys.example',
    'http://a',
    'a:b',
    'a:1:2',
    'a:70000',
    '[::1',
    '%zz',
    'a?b',
    'ä',
    'a\\b',
    '<a>',
  ])('cannot be %j', async (host) => {
    const answer = await exchange(await serve(), `GET /page HTTP/1.1\r\nhost: ${host}\r\n${CLOSE}\r\n`);
    expect(statusesIn(answer)).toEqual([400]);
  });

  it.each(['host: a\r\nhost: b', 'host: a\r\nHost: a'])('cannot be given twice: %j', async (hosts) => {
    const answer = await exchange(await serve(), `GET /page HTTP/1.1\r\n${hosts}\r\n${CLOSE}\r\n`);
    expect(statusesIn(answer)).toEqual([400]);
  });
});

describe('the Expect header', () => {
  it.each(['200-ok', 'anything', '', '100-continued'])('cannot be %j', async (expected) => {
    const answer = await exchange(
      await serve(),
      `POST /page HTTP/1.1\r\nhost: a\r\nexpect: ${expected}\r\ncontent-length: 2\r\n\r\nab`,
    );
    expect(statusesIn(answer)).toEqual([417]);
    expect(answer).toContain('"code":"INVALID_REQUEST"');
  });

  it.each(['100-continue', '100-Continue'])('can be %s', async (expected) => {
    const answer = await exchange(
      await serve(),
      `POST /page HTTP/1.1\r\nhost: a\r\nexpect: ${expected}\r\ncontent-length: 2\r\n${CLOSE}\r\nab`,
    );
    expect(statusesIn(answer)).toEqual([100, 200]);
  });

  it('is ignored in HTTP/1.0', async () => {
    const answer = await exchange(await serve(), 'GET /page HTTP/1.0\r\nexpect: anything\r\n\r\n');
    expect(statusesIn(answer)).toEqual([200]);
  });
});

it.each([
  'GET /page HTTP/1.1\r\n\r\n',
  'GET * HTTP/1.1\r\nhost: a\r\n\r\n',
  'GET /page HTTP/2.0\r\nhost: a\r\n\r\n',
  'POST /page HTTP/1.1\r\nhost: a\r\nexpect: x\r\n\r\n',
])('refuses %j in the format of the API, and closes the connection', async (request) => {
  const [head = '', body = ''] = (await exchange(await serve(), request)).split('\r\n\r\n');
  const { request_id } = problemDetails.parse(JSON.parse(body));
  expect(head).toContain(`x-request-id: ${request_id}`);
  expect(head).toContain('content-type: application/problem+json');
});
