import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';

const limiters = new Map<string, RateLimiterPrisma>();

/** The counters of one purpose. They are in the database, so that all processes count together. */
export function limiter(purpose: string, points: number, seconds: number): RateLimiterPrisma {
  let found = limiters.get(purpose);
  if (!found) {
    found = new RateLimiterPrisma({
      storeClient: db(),
      tableName: 'throttle',
      keyPrefix: purpose,
      points,
      duration: seconds,
      // The worker deletes expired counters.
      clearExpiredByTimeout: false,
    });
    limiters.set(purpose, found);
  }
  return found;
}

/** The key of a counter for an email address or user. What people type is not stored in plain text. */
export function counterKey(subject: string): string {
  return sha256(subject).toString('base64url');
}

/**
 * Counts an attempt, as one point unless `points` is given. Returns how long to wait before the next one is allowed, or 0
 * if this one is.
 */
export async function consume(
  counters: RateLimiterPrisma,
  key: string,
  { seconds, points = 1 }: { seconds?: number | undefined; points?: number } = {},
): Promise<{ waitMs: number; count: number }> {
  try {
    const { consumedPoints } = await counters.consume(
      key,
      points,
      seconds ? { customDuration: seconds } : {},
    );
    return { waitMs: 0, count: consumedPoints };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { waitMs: refused.msBeforeNext, count: refused.consumedPoints };
  }
}

/** Deletes all counters whose key, with its purpose in front, starts with one of `beginnings`. */
export async function forgetCounters(beginnings: readonly string[]): Promise<void> {
  await db().throttle.deleteMany({
    where: { OR: beginnings.map((beginning) => ({ key: { startsWith: beginning } })) },
  });
}
