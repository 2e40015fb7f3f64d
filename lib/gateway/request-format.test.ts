import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { exchange, statusesIn } from '@/lib/testing/requests/raw-http';
import { readAnswer, startGateway, type TestAnswer, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let caller: Caller;
beforeAll(async () => {
  gateway = await startGateway();
  caller = await makeCaller({ money: 10_000_000n });
});
afterAll(() => gateway.close());

const hello = JSON.stringify({ to: '+31612345678', text: 'Hello' });
const MAX = 64 * 1024;

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<TestAnswer> {
  return readAnswer(
    await fetch(`${gateway.base}/messages`, {
      method: 'POST',
      headers: { 'x-api-key': caller.secret, 'content-type': 'application/json', ...headers },
      body,
      duplex: 'half',
    } as RequestInit),
  );
}

describe('the size of a body', () => {
  it('can be up to 64 KiB', async () => {
    expect((await post(hello.padEnd(MAX, ' '))).status).toBe(202);
    expect(await post(hello.padEnd(MAX + 1, ' '))).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE' },
    });
  });

  it('also counts if it is streamed', async () => {
    const stream = (size: number) => new Blob([hello.padEnd(size, ' ')]).stream();
    expect((await post(stream(MAX))).status).toBe(202);
    expect(await post(stream(40 * MAX))).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  it('keeps the connection for the next request', async () => {
    const head = `Host: x\r\nX-Api-Key: ${caller.secret}\r\n`;
    const answer = await exchange(
      gateway.port,
      `POST /api/v1/messages HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: ${2 * MAX}\r\n\r\n` +
        `${'x'.repeat(2 * MAX)}GET /api/v1/balance HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    );
    expect(statusesIn(answer)).toEqual([413, 200]);
  });
});

describe('the format of a body', () => {
  it.each([
    'application/json',
    'application/json;',
    'application/json ; ; ',
    'application/json; charset=utf-8',
    'application/json; charset=utf8',
    'application/json;charset=UTF-8;',
    'Application/JSON;charset="UTF-8"',
    'APPLICATION/JSON\t;\tCHARSET="\\utf-8"',
    'application/json; version=2',
    'application/json; profile="a; charset=latin1"; charset=utf-8',
    'application/json; q="\\"; charset=latin1"',
    'application/json; odata.metadata=minimal;IEEE754Compatible=true',
  ])('can be %s', async (type) => {
    expect((await post(hello, { 'content-type': type })).status).toBe(202);
  });

  it.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/json; charset="utf-16"',
    'application/json; charset=us-ascii',
    'application/json; charset=',
    'application/json; version=2; charset=latin1',
    'application/json, text/plain',
    'application/jsonx',
    'application/problem+json',
    'text/json',
    'json',
    ';charset=utf-8',
  ])('cannot be %j', async (type) => {
    expect(await post(hello, { 'content-type': type })).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_MEDIA_TYPE' },
    });
  });

  it.each([
    [['application/json', 'application/json'], 202],
    [['application/json', 'text/plain'], 415],
    [['text/plain', 'application/json'], 415],
  ])('is the same in each header: %j', async (types, status) => {
    const headers = types.map((type) => `Content-Type: ${type}\r\n`).join('');
    const answer = await exchange(
      gateway.port,
      `POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nX-Api-Key: ${caller.secret}\r\n${headers}` +
        `Content-Length: ${hello.length}\r\nConnection: close\r\n\r\n${hello}`,
    );
    expect(statusesIn(answer)).toEqual([status]);
  });

  it.each(['identity', 'Identity', 'identity, identity', ' IDENTITY ,', ''])(
    'can have the coding %j',
    async (coding) => {
      expect((await post(hello, { 'content-encoding': coding })).status).toBe(202);
    },
  );

  it.each(['gzip', 'identity, gzip', 'gzip, identity', 'br', 'identity;q=1', 'x'])(
    'cannot have the coding %j',
    async (coding) => {
      expect((await post(hello, { 'content-encoding': coding })).status).toBe(415);
    },
  );

  it.each(['', '{', '{"to":', 'to=1', hello.slice(1), '\ufeff{'])('must be JSON, not %j', async (body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it('must be UTF-8', async () => {
    expect((await post(new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400);
  });

  it.each(['null', '[]', '"x"', '1', '['.repeat(30_000) + ']'.repeat(30_000), '{"to":{"a":1},"text":[]}'])(
    'must match the operation: %#',
    async (body) => {
      expect(await post(body)).toMatchObject({ status: 422, body: { code: 'INVALID_REQUEST' } });
    },
  );

  it('allows no query', async () => {
    const answer = await gateway.call(caller.secret, 'POST', '/messages?dry_run=1', JSON.parse(hello));
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID_REQUEST' } });
  });
});

describe('every response', () => {
  it('has its own id, and headers against caching and sniffing', async () => {
    const answers = await Promise.all([
      gateway.call(caller.secret, 'GET', '/account'),
      gateway.call(caller.secret, 'GET', '/nothing'),
      gateway.call('none', 'GET', '/account'),
      post('{'),
      post(hello, { 'x-request-id': 'mine' }),
    ]);
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    for (const id of ids) expect(id).toMatch(/^req_[0-9A-Za-z]{22}$/);
    expect(new Set(ids).size).toBe(answers.length);
    for (const { headers, status } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-type')).toBe(
        status < 400 ? 'application/json' : 'application/problem+json',
      );
    }
  });
});
