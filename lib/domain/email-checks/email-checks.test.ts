import dns from 'node:dns';
import type { Answer } from 'dns-packet';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { resolveRecords } from '@/lib/domain/dns/resolve';
import { ADDRESSES_PER_MINUTE } from '@/lib/domain/email-checks/limit-checks';
import { readAddress } from '@/lib/domain/email-checks/read-address';
import { checkEmails } from '@/lib/domain/email-checks/run';
import { SANDBOX_ADDRESSES } from '@/lib/domain/email-checks/simulator';
import type { EmailChecks } from '@/lib/domain/email-checks/view';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { startNameServer, type TestDns } from '@/lib/testing/servers/dns-server';

const PRICE = 5_000n;
const MONEY = 10_000_000n;
const NXDOMAIN = 3;
const SERVER_FAILURE = 2;

let nameServer: TestDns;
/** How often each name and type was asked. */
const asked = new Map<string, number>();
const before = dns.getServers();

const mx = (name: string, exchange: string, ttl = 300): Answer => ({
  type: 'MX',
  name,
  ttl,
  data: { preference: 10, exchange },
});
const soa = (minimum: number): Answer => ({
  type: 'SOA',
  name: 'com',
  ttl: 900,
  data: { mname: 'ns.com', rname: 'root.com', serial: 1, refresh: 1, retry: 1, expire: 1, minimum },
});

beforeAll(async () => {
  nameServer = await startNameServer((name, type) => {
    asked.set(`${type} ${name}`, (asked.get(`${type} ${name}`) ?? 0) + 1);
    if (name.startsWith('silent')) return null;
    if (name.startsWith('broken')) return { rcode: SERVER_FAILURE };
    if (name.startsWith('missing')) return { rcode: NXDOMAIN, authorities: [soa(60)] };
    if (name.startsWith('null')) return { answers: [{ ...mx(name, '.') }] };
    if (name.startsWith('large')) return { isLarge: true, answers: [mx(name, 'mail.large.com')] };
    if (name.startsWith('huge')) {
      return { isLarge: true, answers: Array.from({ length: 300 }, (_, n) => mx(name, `${n}.${name}`)) };
    }
    if (name.startsWith('address-only')) {
      return type === 'AAAA' ? { answers: [{ type, name, ttl: 60, data: '2001:db8::1' }] } : {};
    }
    if (name.startsWith('nothing')) return { authorities: [soa(60)] };
    return type === 'MX' ? { answers: [mx(name, `mail.${name}`)] } : {};
  });
  dns.setServers([nameServer.server]);
});
afterAll(() => {
  dns.setServers(before);
  nameServer.close();
});
beforeEach(() => setClockOffset(0));

async function makeChecker(environment: 'live' | 'sandbox' = 'live', money = MONEY) {
  const { actor } = await makeCaller({ environment });
  if (money > 0n) await giveMoney(actor.workspaceId, money, environment);
  return actor;
}

async function check(emails: string[]) {
  return queued(await checkEmails(await makeChecker(), { emails })).results;
}

describe('readAddress', () => {
  it.each([
    ['Ada.Lovelace+news@Example.COM', 'example.com'],
    [' ada@mail.example.co.uk ', 'mail.example.co.uk'],
    ['zoë@bücher.example', 'xn--bcher-kva.example'],
    ['"ada lovelace"@example.com', 'example.com'],
    [`${'a'.repeat(64)}@example.com`, 'example.com'],
  ])('reads %s', (text, domain) => expect(readAddress(text)?.domain).toBe(domain));

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@localhost',
    'ada@192.0.2.1',
    'ada@[192.0.2.1]',
    'ada..b@example.com',
    '.ada@example.com',
    'a b@example.com',
    'ada@exa mple.com',
    'ada@exa%6dple.com',
    'ada@-example.com',
    'ada@example..com',
    `ada@${'a'.repeat(64)}.com`,
    `${'a'.repeat(65)}@example.com`,
    `${'ä'.repeat(33)}@example.com`,
    `${'a'.repeat(64)}@${'a.'.repeat(95)}com`,
  ])('knows that %j is no address', (text) => expect(readAddress(text)).toBeUndefined());
});

it('tells what DNS says about the domain, and what the lists say about the address', async () => {
  expect(
    await check([
      'ada@accepts.com',
      'ada@address-only.com',
      'ada@large.com',
      'ada@huge.com',
      'info+news@accepts.com',
      'ada@mail.mailinator.com',
      'ada@missing.com',
      'ada@null.com',
      'ada@nothing.com',
      'ada@broken.com',
      'ada@intranet.corp',
      'ada',
    ]),
  ).toMatchObject([
    { status: 'valid', reason: 'accepts_mail', mx: true, disposable: false, role: false },
    { status: 'valid', reason: 'accepts_mail', mx: false },
    { status: 'valid', mx: true },
    { status: 'unknown', reason: 'no_answer' },
    { status: 'risky', reason: 'role', mx: true, role: true },
    { status: 'risky', reason: 'disposable', disposable: true },
    { status: 'invalid', reason: 'no_domain', mx: false },
    { status: 'invalid', reason: 'no_mail', mx: false },
    { status: 'invalid', reason: 'no_mail', mx: false },
    { status: 'unknown', reason: 'no_answer', mx: null },
    { status: 'invalid', reason: 'no_domain' },
    { status: 'invalid', reason: 'syntax', mx: null },
  ]);
  // Names of a company's own network are not asked about.
  expect(asked.has('MX intranet.corp')).toBe(false);
});

it('asks once for a domain until its TTL ends, also for answers without records and for failures', async () => {
  const ask = () => check(['ada@ttl.com', 'grace@ttl.com', 'ada@missing-ttl.com', 'ada@broken-ttl.com']);
  const counts = () =>
    ['ttl.com', 'missing-ttl.com', 'broken-ttl.com'].map((name) => asked.get(`MX ${name}`));
  await ask();
  await ask();
  expect(counts()).toEqual([1, 1, 2]);
  setClockOffset(31 * SECOND);
  await ask();
  expect(counts()).toEqual([1, 1, 4]);
  setClockOffset(90 * SECOND);
  await ask();
  expect(counts()).toEqual([1, 2, 6]);
  setClockOffset(6 * MINUTE);
  await ask();
  expect(counts()[0]).toBe(2);
});

it('says unknown if DNS is silent, and charges nothing for that', async () => {
  const actor = await makeChecker();
  const emails = ['ada@silent.com', 'ada@accepts.com'];
  const { results, price, balance } = queued(await checkEmails(actor, { emails }));
  expect(results).toMatchObject([{ status: 'unknown', reason: 'no_answer', mx: null }, { status: 'valid' }]);
  expect(price.amount).toBe(PRICE);
  expect(balance.amount).toBe(MONEY - PRICE);
  expect((await readMoney(actor.workspaceId)).live).toEqual({
    balance: MONEY - PRICE,
    ledger: MONEY - PRICE,
  });
});

it('answers a question that two callers share, if one of them gives up', async () => {
  const question = { name: 'shared.com', type: 'MX' } as const;
  const impatient = new AbortController();
  const answers = [impatient.signal, new AbortController().signal].map((signal) =>
    resolveRecords(question, signal),
  );
  impatient.abort();
  expect(await Promise.all(answers)).toEqual(['noAnswer', 'records']);
  expect(asked.get('MX shared.com')).toBe(1);
});

it('says unknown if the network forbids the address of the name server', async () => {
  dns.setServers(['255.255.255.255']);
  onTestFinished(() => dns.setServers([nameServer.server]));
  expect(await check(['ada@forbidden.com'])).toMatchObject([{ status: 'unknown', reason: 'no_answer' }]);
});

it('charges once for an idempotency key, and needs the money', async () => {
  const actor = await makeChecker();
  const { workspaceId, environment } = actor;
  const request = {
    ...{ workspaceId, environment, operation: 'email-checks.run', key: 'once', requestHash: sha256('{}') },
    toResponse: ({ price }: EmailChecks) => ({
      status: 200,
      contentType: 'text/plain',
      body: `${price.amount}`,
    }),
  };
  const emails = ['ada@accepts.com', 'ada'];
  const all = await Promise.all(Array.from({ length: 5 }, () => checkEmails(actor, { emails }, request)));
  for (const each of all) expect([undefined, 'IDEMPOTENCY_CONFLICT']).toContain(codeOf(each));
  const many = Array.from({ length: 100 }, () => 'ada@repeated.com');
  for (let sent = 0; sent < ADDRESSES_PER_MINUTE; sent += many.length) {
    // Neither counted nor looked up again.
    expect(await checkEmails(actor, { emails: many }, request)).toMatchObject({
      stored: { body: `${2n * PRICE}` },
    });
  }
  expect(asked.has('MX repeated.com')).toBe(false);
  expect((await readMoney(workspaceId)).live.balance).toBe(MONEY - 2n * PRICE);
  expect(await db().auditEvent.count({ where: { workspaceId, action: 'email_checks.run' } })).toBe(1);
  expect(codeOf(await checkEmails(await makeChecker('live', PRICE), { emails }))).toBe(
    'INSUFFICIENT_BALANCE',
  );
});

it('limits how many addresses a workspace can check', async () => {
  const actor = await makeChecker();
  const emails = Array.from({ length: 100 }, () => 'nobody');
  for (let sent = 0; sent < ADDRESSES_PER_MINUTE; sent += emails.length) {
    expect(codeOf(await checkEmails(actor, { emails }))).toBeUndefined();
  }
  expect(await checkEmails(actor, { emails })).toMatchObject({
    refusal: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
  });
});

it('is simulated in the sandbox, by the address', async () => {
  const actor = await makeChecker('sandbox');
  const { noDomain, noMail, noAnswer } = SANDBOX_ADDRESSES;
  const emails = ['ada@missing.com', 'info@example.com', noDomain, noMail, noAnswer];
  const { results, price } = queued(await checkEmails(actor, { emails }));
  expect(results.map(({ reason }) => reason)).toEqual([
    ...['accepts_mail', 'role', 'no_domain', 'no_mail', 'no_answer'],
  ]);
  expect(price.amount).toBe(4n * PRICE);
  expect(codeOf(await checkEmails(actor, { emails: [] }))).toBe('INVALID_REQUEST');
});
