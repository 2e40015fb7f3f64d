import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { httpLookupCarrier } from '@/lib/domain/carrier/lookups';
import type { IdempotentRequest } from '@/lib/domain/idempotency/idempotent-request';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { PER_WORKSPACE } from '@/lib/domain/lookups/ask-carrier';
import { getLookups } from '@/lib/domain/lookups/get';
import { listLookups } from '@/lib/domain/lookups/list';
import { processLookups } from '@/lib/domain/lookups/process-due';
import { runLookups } from '@/lib/domain/lookups/run';
import { LOOKUP_NUMBERS } from '@/lib/domain/lookups/simulator';
import { startLookups } from '@/lib/domain/lookups/start';
import type { LookupRun } from '@/lib/domain/lookups/view';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { queued } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';
import { answerAll, startLookupCarrier } from '@/lib/testing/servers/lookup-carrier';

const PRICE = 10_000n;
const MONEY = 10_000_000n;
const NUMBER = '+31612345678';

beforeEach(() => setClockOffset(0));
/** What a test leaves for the worker is not the next one's. */
afterEach(async () => {
  overrideEnv({ CARRIER_LOOKUPS_URL: '', CARRIER_SECRET: '' });
  await db().lookupList.updateMany({ data: { nextStepAt: null } });
});

async function connect(answer?: Parameters<typeof startLookupCarrier>[0]) {
  const carrier = await startLookupCarrier(answer);
  onTestFinished(() => carrier.close());
  overrideEnv({ CARRIER_LOOKUPS_URL: carrier.url, CARRIER_SECRET });
  return carrier;
}

async function makeLookups(environment: Environment = 'live', money = MONEY): Promise<Caller> {
  const caller = await makeCaller({ environment });
  if (money > 0n) await giveMoney(caller.owner.workspaceId, money, environment);
  return caller;
}

async function run(
  { actor, secret }: Caller,
  input: Record<string, unknown>,
  request?: IdempotentRequest<LookupRun>,
) {
  const key = await lookUpKey(secret);
  if (!key) throw new Error('There is no such key.');
  return runLookups(actor, { kind: 'hlr', numbers: [NUMBER], ...input }, key, request);
}

function requestOf({ actor }: Caller): IdempotentRequest<LookupRun> {
  const { workspaceId, environment } = actor;
  const toResponse = ({ price }: LookupRun) => ({
    status: 200,
    contentType: 'text/plain',
    body: `${price.amount}`,
  });
  return {
    workspaceId,
    environment,
    operation: 'lookups.run',
    key: 'once',
    requestHash: sha256('{}'),
    toResponse,
  };
}

/** What was spent. The ledger and the key's spending say the same. */
async function spent({ owner, actor }: Caller): Promise<bigint> {
  const { [actor.environment]: money } = await readMoney(owner.workspaceId);
  expect(money.ledger).toBe(money.balance);
  const spending = await db().apiKeySpend.aggregate({
    where: { apiKeyId: actor.keyId },
    _sum: { amount: true },
  });
  expect(spending._sum.amount ?? 0n).toBe(MONEY - money.balance);
  return MONEY - money.balance;
}

const manyNumbers = (count: number) =>
  Array.from({ length: count }, (_, n) => `+316123${String(n).padStart(5, '0')}`);

describe('a lookup that is answered at once', () => {
  it('is simulated in the sandbox, by the number', async () => {
    const caller = await makeLookups('sandbox');
    const { delivered, undelivered, expired, rateLimited } = MAGIC_NUMBERS;
    const numbers = [delivered, undelivered, LOOKUP_NUMBERS.ported, expired, 'nobody'];
    const { results, price, balance } = queued(await run(caller, { numbers }));
    expect(results).toMatchObject([
      { status: 'completed', valid: true, reachable: 'yes', ported: false, mccmnc: '00101' },
      { status: 'completed', reachable: 'no' },
      { status: 'completed', ported: true, roaming: true },
      { status: 'failed', valid: true, network: null },
      { status: 'completed', valid: false, network: null },
    ]);
    expect(price.amount).toBe(3n * PRICE);
    expect(balance.amount).toBe(MONEY - 3n * PRICE);
    expect(await spent(caller)).toBe(3n * PRICE);
    expect(codeOf(await run(caller, { numbers: [rateLimited] }))).toBe('RATE_LIMITED');
    expect(queued(await run(caller, { kind: 'cnam' })).results).toMatchObject([{ name: 'Ada Lovelace' }]);
  });

  it('costs nothing for the format, and for numbers that are not valid', async () => {
    const caller = await makeLookups('live', 0n);
    await connect();
    const formats = queued(await run(caller, { kind: 'format', numbers: [NUMBER, '12'] }));
    expect(formats).toMatchObject({ price: { amount: 0n }, results: [{ type: 'mobile' }, { valid: false }] });
    expect(queued(await run(caller, { numbers: ['12'] })).price.amount).toBe(0n);
  });

  it('is refused without a carrier, for a number that is listed twice, and for anyone but a key', async () => {
    const caller = await makeLookups();
    expect(codeOf(await run(caller, {}))).toBe('CHANNEL_NOT_CONNECTED');
    await connect(() => 501);
    expect(codeOf(await run(caller, {}))).toBe('CHANNEL_NOT_CONNECTED');
    expect(await run(caller, { numbers: [NUMBER, '0031 6 12345678'] })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { 'numbers.1': expect.any(String) } },
    });
    expect(await spent(caller)).toBe(0n);
  });

  it('is refused for numbers of countries that the key does not allow', async () => {
    const caller = await makeLookups();
    const carrier = await connect();
    const limits = { countries: ['BE'], senders: [], spendPerDay: '', spendPerMonth: '' };
    granted(await setLimits(caller.owner, { keyId: caller.actor.keyId, limits }));
    for (const refused of [
      await run(caller, {}),
      await startLookups(caller.actor, { kind: 'hlr', numbers: [NUMBER] }),
    ]) {
      expect(refused).toMatchObject({
        refusal: { code: 'DESTINATION_NOT_ALLOWED', detail: { country: 'NL' } },
      });
    }
    expect(queued(await run(caller, { numbers: ['+32470123456', '12'] })).price.amount).toBe(PRICE);
    expect(carrier.posts).toHaveLength(1);
    expect(await spent(caller)).toBe(PRICE);
  });

  it('charges what the carrier answered', async () => {
    const caller = await makeLookups();
    const carrier = await connect(({ numbers }) => ({ results: [{ number: numbers[1], ported: true }] }));
    const { results, price } = queued(
      await run(caller, { kind: 'mnp', numbers: [NUMBER, '+31612345679', '1'] }),
    );
    expect(carrier.posts).toMatchObject([{ kind: 'mnp', numbers: [NUMBER, '+31612345679'] }]);
    expect(results).toMatchObject([
      { status: 'failed', ported: null, price: { amount: 0n } },
      { status: 'completed', ported: true, price: { amount: PRICE } },
      { status: 'completed', valid: false, price: { amount: 0n } },
    ]);
    expect(price.amount).toBe(PRICE);
    expect(await spent(caller)).toBe(PRICE);
    const audit = { where: { workspaceId: caller.owner.workspaceId, action: { startsWith: 'lookups.' } } };
    expect((await db().auditEvent.findMany(audit)).map(({ action }) => action).sort()).toEqual([
      'lookups.refund',
      'lookups.run',
    ]);
    expect(granted(await listLookups(caller.actor, {})).lists).toEqual([]);
    const { workspaceId } = caller.actor;
    expect(await db().lookup.count({ where: { list: { workspaceId } } })).toBe(0);
  });

  it('is a free result if the carrier answers without the number', async () => {
    const caller = await makeLookups();
    await connect(() => ({ results: [] }));
    expect(queued(await run(caller, {}))).toMatchObject({
      results: [{ status: 'failed' }],
      price: { amount: 0n },
    });
    expect(await spent(caller)).toBe(0n);
  });

  it('happens once for an idempotency key, also in parallel, and can be repeated after a failure', async () => {
    const caller = await makeLookups();
    let isBroken = true;
    const carrier = await connect((post) => (isBroken ? 500 : answerAll(post)));
    const request = requestOf(caller);
    expect(codeOf(await run(caller, {}, request))).toBe('SERVICE_UNAVAILABLE');
    expect(await spent(caller)).toBe(0n);
    isBroken = false;
    const all = await Promise.all(Array.from({ length: 10 }, () => run(caller, {}, request)));
    expect(all.filter((each) => each.ok && 'value' in each)).toHaveLength(1);
    for (const each of all) expect([undefined, 'IDEMPOTENCY_CONFLICT']).toContain(codeOf(each));
    expect(await run(caller, {}, request)).toMatchObject({ ok: true, stored: { body: `${PRICE}` } });
    expect(carrier.posts).toHaveLength(2);
    expect(await spent(caller)).toBe(PRICE);
  });

  it('keeps only some requests of a workspace waiting', async () => {
    const caller = await makeLookups();
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const carrier = await connect(async (post) => {
      await released;
      return answerAll(post);
    });
    const waiting = Array.from({ length: PER_WORKSPACE }, () => run(caller, {}));
    expect(await run(caller, {})).toMatchObject({ refusal: { code: 'RATE_LIMITED', retryAfterSeconds: 1 } });
    release();
    for (const each of await Promise.all(waiting)) expect(codeOf(each)).toBeUndefined();
    expect(carrier.posts).toHaveLength(PER_WORKSPACE);
  });

  it('sells no more than the balance covers', async () => {
    const caller = await makeLookups('live', 3n * PRICE);
    await connect();
    const all = await Promise.all(Array.from({ length: 9 }, () => run(caller, {})));
    expect(all.filter(({ ok }) => ok)).toHaveLength(3);
    expect((await readMoney(caller.owner.workspaceId)).live).toEqual({ balance: 0n, ledger: 0n });
  });

  it('is refunded if the process ends before the results are stored, and can then be repeated', async () => {
    const caller = await makeLookups();
    let arrived = () => {};
    let release = () => {};
    const posted = new Promise<void>((resolve) => (arrived = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    await connect(async (post) => {
      arrived();
      await released;
      return answerAll(post);
    });
    const request = requestOf(caller);
    const interrupted = run(caller, {}, request);
    await posted;
    expect(await spent(caller)).toBe(PRICE);
    expect(await processLookups('live', 10)).toBe(0);
    setClockOffset(3 * MINUTE);
    expect(await processLookups('live', 10)).toBe(1);
    expect(await spent(caller)).toBe(0n);
    // The answer comes too late, and changes nothing.
    release();
    expect(codeOf(await interrupted)).toBe('SERVICE_UNAVAILABLE');
    expect(await spent(caller)).toBe(0n);
    expect(queued(await run(caller, {}, request)).price.amount).toBe(PRICE);
    expect(await processLookups('live', 10)).toBe(0);
    expect(await spent(caller)).toBe(PRICE);
  });
});

describe('a list of lookups', () => {
  async function start(caller: Caller, input: Record<string, unknown>) {
    return queued(await startLookups(caller.actor, { kind: 'hlr', numbers: [NUMBER], ...input }));
  }

  /** Works until nothing is due, and returns in how many steps. */
  async function work(environment: Environment = 'live'): Promise<number> {
    let steps = 0;
    for (let done = 1; done > 0; steps += done) done = await processLookups(environment, 4);
    return steps;
  }

  it('is asked in portions, and can be read a page at a time', async () => {
    const caller = await makeLookups();
    const carrier = await connect();
    const numbers = [...manyNumbers(220), 'nobody'];
    const { id, ...started } = await start(caller, { numbers });
    expect(started).toMatchObject({ status: 'queued', total: 221, done: 1, price: { amount: 220n * PRICE } });
    expect(await spent(caller)).toBe(220n * PRICE);
    await work();
    expect(carrier.posts.map((post) => post.numbers.length)).toEqual([100, 100, 20]);
    expect(new Set(carrier.posts.map((post) => post.id)).size).toBe(3);
    const first = granted(await getLookups(caller.actor, { id, limit: '100' }));
    expect(first.list).toMatchObject({ status: 'completed', done: 221, completedAt: expect.any(Date) });
    expect(first.results.map(({ number }) => number)).toEqual(numbers.slice(0, 100));
    expect(first.results[0]).toMatchObject({
      status: 'completed',
      network: 'KPN',
      country: 'NL',
      reachable: 'yes',
    });
    const last = granted(await getLookups(caller.actor, { id, limit: '100', page: '3' }));
    expect(last).toMatchObject({ total: 221, nextCursor: null });
    expect(last.results.at(-1)).toMatchObject({ number: 'nobody', valid: false, status: 'completed' });
    const second = granted(await getLookups(caller.actor, { id, limit: '100', cursor: first.nextCursor }));
    expect(second.results[0]?.number).toBe(numbers[100]);
    expect(granted(await listLookups(caller.actor, {})).lists).toMatchObject([{ id, done: 221 }]);
    expect(await spent(caller)).toBe(220n * PRICE);
  });

  it('belongs to its workspace and environment', async () => {
    const caller = await makeLookups('sandbox');
    const { id } = await start(caller, { kind: 'format' });
    const stranger = await makeLookups('sandbox');
    const { actor: live } = await makeCaller({ owner: caller.owner, environment: 'live' });
    for (const actor of [stranger.actor, live]) {
      expect(codeOf(await getLookups(actor, { id }))).toBe('NOT_FOUND');
      expect(granted(await listLookups(actor, {})).lists).toEqual([]);
    }
    await work('sandbox');
    expect(granted(await getLookups(caller.actor, { id }))).toMatchObject({
      list: { status: 'completed', price: { amount: 0n } },
      results: [{ type: 'mobile', network: null }],
    });
  });

  it('refunds numbers that the carrier leaves out of three answers', async () => {
    const caller = await makeLookups();
    const [answered, missing] = manyNumbers(2);
    const carrier = await connect(() => ({ results: [{ number: answered, ported: false }] }));
    const { id } = await start(caller, { numbers: [answered, missing] });
    for (let hours = 0; hours < 3; hours += 1) {
      setClockOffset(hours * HOUR);
      await work();
    }
    expect(carrier.posts.map((post) => post.numbers)).toEqual([[answered, missing], [missing], [missing]]);
    expect(granted(await getLookups(caller.actor, { id }))).toMatchObject({
      list: { status: 'completed', done: 2, price: { amount: PRICE } },
      results: [
        { status: 'completed', price: { amount: PRICE } },
        { status: 'failed', price: { amount: 0n } },
      ],
    });
    expect(await spent(caller)).toBe(PRICE);
  });

  it('waits while the carrier fails, and is refunded after a day', async () => {
    const caller = await makeLookups();
    const carrier = await connect(() => 503);
    const { id } = await start(caller, { numbers: manyNumbers(3) });
    expect(await work()).toBe(1);
    expect(granted(await getLookups(caller.actor, { id })).list.status).toBe('running');
    setClockOffset(HOUR);
    expect(await work()).toBe(1);
    expect(carrier.posts).toHaveLength(2);
    expect(await spent(caller)).toBe(3n * PRICE);
    setClockOffset(DAY + HOUR);
    await work();
    expect(granted(await getLookups(caller.actor, { id })).list).toMatchObject({
      status: 'failed',
      price: { amount: 0n },
    });
    expect(await spent(caller)).toBe(0n);
    setClockOffset(33 * DAY);
    await deleteExpired();
    expect(codeOf(await getLookups(caller.actor, { id }))).toBe('NOT_FOUND');
  });

  it('is refunded if the carrier refuses it, or is not connected any more', async () => {
    const caller = await makeLookups();
    await connect(() => 422);
    const { id } = await start(caller, {});
    await work();
    expect(granted(await getLookups(caller.actor, { id })).list.status).toBe('failed');
    await start(caller, {});
    overrideEnv({ CARRIER_LOOKUPS_URL: '', CARRIER_SECRET: '' });
    expect(await work()).toBe(1);
    setClockOffset(2 * DAY);
    await work();
    expect(await spent(caller)).toBe(0n);
    expect(codeOf(await startLookups(caller.actor, { kind: 'hlr', numbers: [NUMBER] }))).toBe(
      'CHANNEL_NOT_CONNECTED',
    );
  });

  it('begins at its time, and is worked on by one worker at a time', async () => {
    const caller = await makeLookups();
    const carrier = await connect();
    const at = new Date(now().getTime() + HOUR);
    expect(
      codeOf(await startLookups(caller.actor, { kind: 'hlr', numbers: [NUMBER], at: now().toISOString() })),
    ).toBe('INVALID_REQUEST');
    const { id } = await start(caller, { at: at.toISOString() });
    expect(await work()).toBe(0);
    setClockOffset(HOUR + MINUTE);
    const client = httpLookupCarrier(carrier.url, CARRIER_SECRET);
    const taken = await Promise.all(Array.from({ length: 5 }, () => processLookups('live', 1, client)));
    expect(taken.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(carrier.posts).toHaveLength(1);
    expect(granted(await getLookups(caller.actor, { id })).list).toMatchObject({
      status: 'completed',
      scheduledAt: at,
    });
    expect(await spent(caller)).toBe(PRICE);
  });
});
