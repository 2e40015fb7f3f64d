import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomBase62 } from '@/lib/base62';
import { DAY, MINUTE, SECOND } from '@/lib/clock';
import { countAttempt, FREE_ATTEMPTS, forgetAttempts, forgiveAttempt } from '@/lib/domain/throttle/attempts';

let account: string;

beforeEach(() => {
  account = randomBase62(10);
  // The limiter reads the system's clock; only that is turned, so that the database goes on working.
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const attempt = (address: string | null = null) => countAttempt('sign-in', account, address);

/** The seconds that the next attempt must wait; 0 when it is let through. */
async function wait(): Promise<number> {
  const result = await attempt();
  return result.ok ? 0 : (result.refusal.retryAfterSeconds ?? Number.NaN);
}

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function useFreeAttempts(): Promise<void> {
  for (let n = 0; n < FREE_ATTEMPTS; n++) expect(await wait()).toBe(0);
}

describe('attempts on an account', () => {
  it('are let through at ever longer intervals, but never locked out for good', async () => {
    await useFreeAttempts();
    const pauses = [];
    for (let n = 0; n < 8; n++) {
      expect(await wait()).toBe(0);
      const seconds = await wait();
      pauses.push(seconds);
      pass(seconds * SECOND);
    }
    expect(pauses).toEqual([60, 240, 900, 900, 900, 900, 900, 900]);
  });

  it('start over after a day', async () => {
    for (let n = 0; n < 20; n++) await attempt();
    pass(DAY);
    await useFreeAttempts();
  });

  it('count from whichever address they come', async () => {
    for (let n = 0; n < FREE_ATTEMPTS + 1; n++) await attempt(`192.0.2.${n}`);
    expect((await attempt('198.51.100.1')).ok).toBe(false);
  });

  it('cannot slip through in parallel', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => attempt()));
    expect(results.filter(({ ok }) => ok)).toHaveLength(FREE_ATTEMPTS + 1);
  });

  it('are counted apart for each purpose and account', async () => {
    for (let n = 0; n < 10; n++) await attempt();
    expect((await countAttempt('reset', account, null)).ok).toBe(true);
    expect((await countAttempt('sign-in', `${account}!`, null)).ok).toBe(true);
  });

  it('can be taken back and forgotten', async () => {
    for (let n = 0; n < 10; n++) {
      expect(await wait()).toBe(0);
      await forgiveAttempt('sign-in', account, null);
    }
    for (let n = 0; n < 10; n++) await attempt();
    expect(await wait()).toBeGreaterThan(0);
    await forgetAttempts('sign-in', account);
    await useFreeAttempts();
  });
});

describe('attempts from a client', () => {
  it('are limited over all accounts, and allowed again after ten minutes', async () => {
    const from = (address: string) => countAttempt('sign-in', randomBase62(10), address);
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
