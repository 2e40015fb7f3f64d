import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { handleLeakReports } from '@/lib/domain/leaks/handle-reports';
import { overrideEnv } from '@/lib/env';
import { createGateway } from '@/lib/gateway/gateway';
import { PROFILE_IDS } from '@/lib/profile-ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { startListener, type TestListener } from '@/lib/testing/servers/listener';
import {
  OTHER_CURVE,
  postReport,
  signReport,
  startScanner,
  type TestScanner,
} from '@/lib/testing/servers/scanner';

const URL_OF_LEAK = 'https://code.example/shop/blob/12345600b9cbe38a219f39a9941c9319b600c002/.env';
const UNKNOWN = `kd_live_${'a'.repeat(64)}`;

let scanner: TestScanner;
let listener: TestListener;
let url: string;

beforeAll(async () => {
  listener = await startListener();
  ({ url } = listener);
});
afterAll(async () => {
  await listener.close();
});
// Each test has a scanner of its own, because the process remembers the keys of each URL.
beforeEach(async () => {
  scanner = await startScanner();
  overrideEnv(scanner.settings);
  return () => scanner.close();
});

const statusOf = async (report: Parameters<typeof postReport>[1]) => (await postReport(url, report)).status;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('POST /scanner/reports', () => {
  it('tells keys from other texts, without sending them back, and disables the key', async () => {
    const owner = await makeMember();
    const { key, secret } = await makeKey(owner);
    const response = await postReport(
      url,
      scanner.report([
        { token: secret, url: URL_OF_LEAK },
        { token: UNKNOWN, type: 'other_type', url: URL_OF_LEAK },
      ]),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    const body = await response.text();
    expect(JSON.parse(body)).toEqual([
      { token_hash: sha256(secret), token_type: 'keydesk_api_key', label: 'true_positive' },
      { token_hash: sha256(UNKNOWN), token_type: 'other_type', label: 'false_positive' },
    ]);
    expect(body).not.toContain(secret);
    expect(granted(await handleLeakReports(SYSTEM))).toBe(1);
    expect(granted(await readApiKey(owner, { keyId: key.id })).status).toBe('disabled');
  });

  it('refuses what the scanner did not sign', async () => {
    const good = scanner.report([{ token: UNKNOWN }]);
    const other = await startScanner();
    const unsigned = [
      { ...good, body: `${good.body} ` },
      { ...good, headers: {} },
      { ...good, headers: { ...good.headers, 'github-public-key-signature': 'AAAA' } },
      { ...good, headers: { ...good.headers, 'github-public-key-identifier': 'unknown' } },
      { ...good, headers: { ...good.headers, 'github-public-key-identifier': '' } },
      {
        ...good,
        headers: {
          ...other.report([{ token: UNKNOWN }]).headers,
          'github-public-key-identifier': good.headers['github-public-key-identifier'] ?? '',
        },
      },
      signReport(good.body, OTHER_CURVE),
    ];
    await other.close();
    for (const report of unsigned) expect(await statusOf(report)).toBe(401);
    expect(await statusOf(good)).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['a signature', { 'github-public-key-identifier': 'test' }],
    ['an identifier', { 'github-public-key-signature': 'AAAA' }],
    ['a published key', { 'github-public-key-identifier': 'unknown', 'github-public-key-signature': 'AAAA' }],
  ])('refuses a report without %s before its body arrives', async (_, headers) => {
    const sent = request(`${url}/scanner/reports`, {
      method: 'POST',
      headers: { ...headers, 'content-length': 1_000_000 },
    });
    sent.flushHeaders();
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(401);
    sent.on('error', () => {});
    sent.destroy();
  });

  it('refuses what is no report', async () => {
    for (const body of ['', 'no JSON', '{}', '[]', '[{"token":5,"type":"x"}]', '[{"type":"x"}]']) {
      expect(await statusOf(scanner.sign(body))).toBe(400);
    }
  });

  it('reads the keys once, and again when they were rotated', async () => {
    const send = () => statusOf(scanner.report([{ token: UNKNOWN }]));
    expect(await Promise.all([send(), send(), send()])).toEqual([200, 200, 200]);
    expect(scanner.reads()).toBe(1);

    scanner.rotate();
    expect([await send(), await send()]).toEqual([200, 200]);
    expect(scanner.reads()).toBe(2);

    scanner.rotate('add');
    expect(await Promise.all([send(), send()])).toEqual([200, 200]);
    expect(scanner.reads()).toBe(3);
  });

  it('looks for a real key within minutes, however many others are made up', async () => {
    const send = () => postReport(url, scanner.report([{ token: UNKNOWN }]));
    const forge = (n: number) => statusOf(signReport('[]', { ...OTHER_CURVE, id: `made-up-${n}` }));
    expect((await send()).status).toBe(200);
    const answers: number[] = [];
    for (let n = 0; n < 50; n++) answers.push(await forge(n));
    expect(answers.slice(0, 6)).toEqual([401, 401, 401, 401, 401, 503]);
    expect(scanner.reads()).toBe(6);

    scanner.rotate('add');
    const response = await send();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
    setClockOffset(5 * MINUTE);
    expect((await send()).status).toBe(200);
    expect([await forge(51), scanner.reads()]).toEqual([503, 7]);
  });

  it('no longer accepts a key that was withdrawn', async () => {
    const old = scanner.report([{ token: UNKNOWN }]);
    expect(await statusOf(old)).toBe(200);
    scanner.rotate();
    expect(await statusOf(old)).toBe(200);
    setClockOffset(HOUR + 1);
    expect(await statusOf(old)).toBe(401);
  });

  it('keeps the keys while they cannot be read, but not for more than a day', async () => {
    scanner.failWith(500);
    const report = scanner.report([{ token: UNKNOWN }]);
    expect((await postReport(url, report)).headers.get('retry-after')).toBe('60');
    scanner.failWith(undefined);
    expect(await statusOf(report)).toBe(503);
    setClockOffset(MINUTE + 1);
    expect(await statusOf(report)).toBe(200);
    scanner.failWith(500);
    setClockOffset(3 * HOUR);
    expect(await statusOf(report)).toBe(200);
    setClockOffset(26 * HOUR);
    expect(await statusOf(report)).toBe(503);
  });

  it('writes no secret to the log or the database', async () => {
    const { secret } = await makeKey(await makeMember());
    const lines = captureLog();
    await postReport(url, scanner.report([{ token: secret, url: `https://code.example/${secret}` }]));
    await postReport(url, scanner.sign(`[{"token":"${secret}"`));
    await postReport(url, { ...scanner.sign(secret), headers: {} });
    expect(inspect(lines, { depth: 10 })).not.toContain(secret.slice(8));
    expect(await db().leakReport.findMany()).toMatchObject([{ source: 'scanner', location: '' }]);
  });

  it('does not exist without the address of the keys, and takes no other method and no large body', async () => {
    const endpoint = `${url}/scanner/reports`;
    expect((await fetch(endpoint)).status).toBe(405);
    expect(await statusOf(scanner.sign('x'.repeat(5 * 1024 * 1024)))).toBe(413);
    overrideEnv({ LEAK_REPORT_KEYS_URL: '' });
    expect((await fetch(endpoint, { method: 'POST' })).status).toBe(404);
  });
});

it.each(PROFILE_IDS)('is outside of the API of %s', async (profile) => {
  overrideEnv({ PROFILE: profile });
  const { currentProfile } = await import('@/lib/profiles/current');
  const gateway = createGateway(currentProfile());
  expect(gateway.handles('/scanner/reports')).toBe(false);
  await gateway.close();
});
