import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { keydesk } from '@/lib/profiles/keydesk';
import { problemDetails } from '@/lib/profiles/keydesk/errors';
import { type Caller, makeCaller } from '@/lib/testing/callers';
import { startGateway, type TestGateway } from '@/lib/testing/gateway';

const RUNS = 100;
const REQUESTS_A_RUN = 20;

let gateway: TestGateway;
let caller: Caller;
const agent = new Agent({ keepAlive: true, maxSockets: REQUESTS_A_RUN });
beforeAll(async () => {
  gateway = await startGateway();
  caller = await makeCaller({ money: 1_000_000n });
  const { keyId, workspaceId } = caller.actor;
  await db().workspace.update({ where: { id: workspaceId }, data: { rateLimitCap: 1_000_000 } });
  await db().apiKey.update({ where: { id: keyId }, data: { rateLimit: 1_000_000 } });
});
afterAll(async () => {
  agent.destroy();
  await gateway.close();
});

interface Anything {
  method: string;
  path: string;
  headers: [string, string][];
  body: string | Uint8Array | undefined;
}

interface Answer {
  status: number;
  requestId: unknown;
  text: string;
}

function send({ method, path, headers, body }: Anything): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: '127.0.0.1',
        port: gateway.port,
        method,
        path,
        headers: ['host', 'x', ...headers.flat()],
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            requestId: response.headers['x-request-id'],
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** What may stand in a request's first line; Node answers anything else itself, before the gateway. */
const urlText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'/?&=%.;:@+-_~\\"\'<>[]{}|^`',
      '%00',
      '%2F',
      '%',
      '%zz',
      '%C3%28',
      '%F0%9F',
      '..',
      '//',
    ),
    fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 60,
});
const query = fc.oneof(
  fc.constant(''),
  urlText.map((text) => `?${text}`),
  fc
    .record({ name: fc.constantFrom('limit', 'cursor', 'id', '__proto__'), value: urlText })
    .map(({ name, value }) => `?${name}=${value}`),
  fc.oneof(fc.integer(), fc.double(), fc.bigInt()).map((limit) => `?limit=${limit}`),
  fc
    .tuple(fc.bigInt(), fc.string())
    .map(([time, id]) => `?cursor=${Buffer.from(`${time}.msg_${id}`).toString('base64url')}`),
);

const headerValue = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 100,
});
const extraHeaders = fc.array(
  fc.tuple(
    fc.constantFrom(
      'accept',
      'content-encoding',
      'x-forwarded-for',
      'user-agent',
      'x-request-id',
      'idempotency-key',
      'range',
      'x-api-key',
      'authorization',
    ),
    headerValue,
  ),
  { maxLength: 3 },
);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '\0',
    '\ud800',
    'Hello',
    '€'.repeat(1_600),
    '+31612345678',
    '+15005550101',
    'x'.repeat(5_000),
  ),
);
const anyValue = fc.oneof(anyText, fc.jsonValue({ noUnicodeString: false }));
const nearlyRight = fc.record(
  {
    to: fc.oneof(fc.constant('+31612345678'), anyValue, fc.array(anyText, { maxLength: 5 })),
    text: fc.oneof(fc.constant('Hello'), anyValue),
    from: fc.oneof(fc.constant('Keydesk'), anyValue),
    extra: anyValue,
  },
  { requiredKeys: [] },
);
const anyBody = fc.oneof(
  nearlyRight.map((value) => JSON.stringify(value)),
  fc.json({ noUnicodeString: false }),
  anyText,
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 1, max: 8_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
);
const contentType = fc.oneof(
  { weight: 9, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: headerValue },
);

describe.each(keydesk.routes)('$operation, asked for anything', ({ response, method, path }) => {
  const url = fc.tuple(urlText, query).map(([id, asked]) => keydesk.base + path.replace('{id}', id) + asked);
  const anything = fc.record({
    method: fc.constant(method),
    path: url,
    headers: fc
      .tuple(extraHeaders, contentType)
      .map(([extra, type]): [string, string][] => [...extra, ['content-type', type]]),
    body: method === 'POST' ? anyBody : fc.constant(undefined),
  });

  const right: Anything = {
    method,
    path: keydesk.base + path.replace('{id}', 'msg_none'),
    headers: [['content-type', 'application/json']],
    body: method === 'POST' ? JSON.stringify({ to: '+31612345678', text: 'Hello' }) : undefined,
  };

  it('never fails, and answers as its schema says', async () => {
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anything, { minLength: REQUESTS_A_RUN, maxLength: REQUESTS_A_RUN }),
        async (asked) => {
          const answers = await Promise.all(
            asked.map((one) => send({ ...one, headers: [['x-api-key', caller.secret], ...one.headers] })),
          );
          for (const { status, requestId, text } of answers) {
            const body: unknown = JSON.parse(text);
            statuses.add(status);
            expect(status).toBeLessThan(500);
            if (status < 400) response.parse(body);
            else expect(problemDetails.parse(body)).toMatchObject({ status, request_id: requestId });
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true, examples: [[Array(REQUESTS_A_RUN).fill(right)]] },
    );
    // The generator must get as far as the operation, and be refused there too.
    if (method === 'POST') expect(statuses).toContain(202);
    expect(statuses.size).toBeGreaterThan(1);
  }, 120_000);
});
