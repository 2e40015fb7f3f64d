import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomBase62 } from '@/lib/base62';
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/clock';
import {
  type Attempt,
  FREE_ATTEMPTS,
  KNOWN_ATTEMPTS,
  STRANGERS_ATTEMPTS,
} from '@/lib/domain/throttle/attempt-counters';
import { countAttempt, forgetAttempts, forgetKnownAttempts } from '@/lib/domain/throttle/attempts';

let account: string;
/** An address in a network of the test's own. */
let here: string;
let networks = 0;

beforeEach(() => {
  account = randomBase62(10);
  networks += 1;
  here = `2001:db8:ffff:${networks.toString(16)}::1`;
  // The limiter reads the system's clock; only that is turned, so that the database goes on working.
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const network = (n: number) => `2001:db8:${n.toString(16)}::1`;

const attempt = (address: string | null = here, known?: string, kind: Attempt = 'sign-in') =>
  countAttempt(kind, account, { address, known });

/** The seconds that the next attempt must wait; 0 when it is let through. */
async function wait(kind: Attempt = 'sign-in'): Promise<number> {
  const result = await attempt(here, undefined, kind);
  return result.ok ? 0 : (result.refusal.retryAfterSeconds ?? Number.NaN);
}

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function spendFreeAttempts(kind?: Attempt): Promise<void> {
  for (let n = 0; n < FREE_ATTEMPTS; n++) expect(await wait(kind)).toBe(0);
}

/** The seconds between the attempts that are let through after the free ones. */
async function pausesOf(kind: Attempt, count: number): Promise<number[]> {
  await spendFreeAttempts(kind);
  const pauses = [];
  for (let n = 0; n < count; n++) {
    expect(await wait(kind)).toBe(0);
    const seconds = await wait(kind);
    pauses.push(seconds);
    pass(seconds * SECOND);
  }
  return pauses;
}

/** How many of `tries` attempts, each from a network of its own, are let through. */
async function letThrough(tries: number, from = 0): Promise<number> {
  let through = 0;
  for (let n = 0; n < tries; n++) if ((await attempt(network(from + n))).ok) through++;
  return through;
}

describe('attempts of a network on an account', () => {
  it('are allowed after longer and longer pauses, but never blocked for ever', async () => {
    expect(await pausesOf('sign-in', 13)).toEqual([
      60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 30_720, 61_440, 86_400, 86_400,
    ]);
  });

  it('wait at most a quarter of an hour if nothing can be guessed', async () => {
    for (const kind of ['reset', 'sign-up', 'verification'] as const) {
      expect(await pausesOf(kind, 7), kind).toEqual([60, 120, 240, 480, 900, 900, 900]);
    }
  });

  it('do not wait longer after attempts during the pause', async () => {
    await spendFreeAttempts();
    await wait();
    for (let n = 0; n < 20; n++) await wait();
    pass(MINUTE);
    expect(await wait()).toBe(0);
    expect(await wait()).toBe(120);
  });

  it('start over after thirty days', async () => {
    for (let n = 0; n < 20; n++) await attempt();
    pass(30 * DAY);
    await spendFreeAttempts();
  });

  it('do not affect other networks', async () => {
    for (let hour = 0; hour < 7 * 24; hour++) {
      await attempt('198.51.100.66');
      pass(HOUR);
    }
    await spendFreeAttempts();
  });

  it('are counted in parallel', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => attempt()));
    expect(results.filter(({ ok }) => ok)).toHaveLength(FREE_ATTEMPTS + 1);
  });

  it('are counted separately for each purpose and account', async () => {
    for (let n = 0; n < 10; n++) await attempt();
    expect((await countAttempt('reset', account, { address: here })).ok).toBe(true);
    expect((await countAttempt('sign-in', `${account}!`, { address: here })).ok).toBe(true);
  });

  it('can be taken back, with only the pause that they started', async () => {
    for (let n = 0; n < 10; n++) {
      const counted = await attempt();
      if (!counted.ok) throw new Error(counted.refusal.message);
      await counted.value.takeBack();
    }
    await spendFreeAttempts();
    const sixth = await attempt();
    expect(await wait()).toBe(60);
    if (sixth.ok) await sixth.value.takeBack();
    expect(await wait()).toBe(0);
  });

  it('are forgotten after a reset, for all networks', async () => {
    for (let n = 0; n < 10; n++) await attempt();
    await letThrough(STRANGERS_ATTEMPTS);
    expect(await wait()).toBeGreaterThan(0);
    await forgetAttempts('sign-in', account);
    await spendFreeAttempts();
    expect(await letThrough(1)).toBe(1);
  });

  it('say how long to wait, and what else helps', async () => {
    for (let n = 0; n < 6; n++) await attempt();
    const refusal = async () => {
      const refused = await attempt();
      return refused.ok ? undefined : refused.refusal.message;
    };
    expect(await refusal()).toBe(
      'Too many attempts. Try again in 60 seconds, or reset your password in this browser.',
    );
  });
});

describe('attempts of all unknown clients on an account', () => {
  it('are at most fifty in thirty days, from all networks together', async () => {
    expect(await letThrough(STRANGERS_ATTEMPTS + 10)).toBe(STRANGERS_ATTEMPTS);
    pass(29 * DAY);
    expect(await letThrough(5, 1_000)).toBe(0);
    pass(DAY);
    expect(await letThrough(1, 2_000)).toBe(1);
  });

  it('are counted in parallel', async () => {
    const results = await Promise.all(
      Array.from({ length: STRANGERS_ATTEMPTS + 30 }, (_, n) => attempt(network(n))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(STRANGERS_ATTEMPTS);
  });

  it('never block a password reset', async () => {
    for (let n = 0; n < STRANGERS_ATTEMPTS + 10; n++) {
      expect((await attempt(network(n), undefined, 'reset')).ok).toBe(true);
    }
  });
});

describe('attempts of a known browser', () => {
  it('are allowed no matter what unknown clients do, even in the same network', async () => {
    for (let n = 0; n < 101; n++) await attempt();
    await letThrough(STRANGERS_ATTEMPTS);
    for (let n = 0; n < KNOWN_ATTEMPTS; n++) expect((await attempt(here, 'laptop')).ok).toBe(true);
  });

  it('are limited, and then it counts as unknown', async () => {
    for (let n = 0; n < KNOWN_ATTEMPTS; n++) await attempt(here, 'laptop');
    const results = [];
    for (let n = 0; n < 10; n++) results.push((await attempt(here, 'laptop')).ok);
    expect(results.filter(Boolean)).toHaveLength(FREE_ATTEMPTS + 1);
  });

  it('are reset after a sign-in', async () => {
    for (let n = 0; n < KNOWN_ATTEMPTS; n++) await attempt(here, 'laptop');
    await forgetKnownAttempts('sign-in', account, 'laptop');
    for (let n = 0; n < 7; n++) await attempt();
    expect((await attempt(here, 'laptop')).ok).toBe(true);
  });

  it('are separate from those of another browser or account', async () => {
    for (let n = 0; n < 7; n++) await attempt();
    for (let n = 0; n < 20; n++) await attempt(here, 'laptop');
    expect((await attempt(here, 'phone')).ok).toBe(true);
    expect((await countAttempt('sign-in', `${account}!`, { address: here, known: 'laptop' })).ok).toBe(true);
  });

  it('are counted in parallel', async () => {
    for (let n = 0; n < 7; n++) await attempt();
    const results = await Promise.all(Array.from({ length: 30 }, () => attempt(here, 'laptop')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(KNOWN_ATTEMPTS);
  });
});

describe('attempts from a client', () => {
  it('are limited over all accounts, and allowed again after ten minutes', async () => {
    const from = (address: string) => countAttempt('sign-in', randomBase62(10), { address });
    for (let n = 0; n < 100; n++) expect((await from(`2001:db8:1:2::${n}`)).ok).toBe(true);
    expect(await from('2001:db8:1:2:ffff::1')).toMatchObject({
      ok: false,
      refusal: { code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: expect.any(Number) },
    });
    expect((await from('2001:db8:1:3::1')).ok).toBe(true);
    pass(10 * MINUTE);
    expect((await from('2001:db8:1:2::1')).ok).toBe(true);
  });
});
