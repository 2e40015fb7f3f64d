import { SECOND } from '@/lib/clock';
import { type Attempt, counters, FREE_ATTEMPTS, pauseAfter } from '@/lib/domain/throttle/attempt-counters';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
import { consume, counterKey, forgetCounters } from '@/lib/domain/throttle/limiter';
import { refuseTooMany } from '@/lib/domain/throttle/refuse-too-many';
import { ok, type Result } from '@/lib/errors';

/** Who makes an attempt. */
export interface Client {
  address: string | null;
  /** A browser or session that has proven itself to the account before, by its id. It has attempts of its own. */
  known?: string | null;
}

export interface CountedAttempt {
  /** Takes the attempt back, when it turned out to be the owner's. */
  takeBack(): Promise<void>;
}

/** Counts an attempt of a known browser or session; null when it has none left and counts as a stranger. */
export async function countKnownAttempt(
  attempt: Attempt,
  account: string,
  known: string,
): Promise<CountedAttempt | null> {
  const counter = counters(attempt).known;
  const key = `${counterKey(account)}/${known}`;
  const { waitMs } = await consume(counter, key);
  if (waitMs > 0) return null;
  return {
    async takeBack() {
      await counter.reward(key);
    },
  };
}

/** Lets a network's first attempts on an account through, and then one after each pause. Refuses with TOO_MANY_ATTEMPTS. */
async function countNetwork(attempt: Attempt, key: string): Promise<Result<CountedAttempt>> {
  const { network, pause } = counters(attempt);
  const paused = await pause.get(key);
  if (paused && paused.msBeforeNext > 0) return refuseTooMany(attempt, paused.msBeforeNext);
  const { count } = await consume(network, key);
  const isFree = count <= FREE_ATTEMPTS;
  if (!isFree) {
    const { waitMs } = await consume(pause, key, pauseAfter(attempt, count) / SECOND);
    if (waitMs > 0) return refuseTooMany(attempt, waitMs);
  }
  return ok({
    async takeBack() {
      await network.reward(key);
      // Only the attempt that began the pause ends it, so that nobody undoes the pause of a wrong guess.
      if (!isFree) await pause.delete(key);
    },
  });
}

async function countStranger(
  attempt: Attempt,
  account: string,
  address: string | null,
): Promise<Result<CountedAttempt>> {
  const { client, strangers } = counters(attempt);
  const from = address === null ? null : clientNetwork(address);
  if (from !== null) {
    const { waitMs } = await consume(client, from);
    if (waitMs > 0) return refuseTooMany(attempt, waitMs);
  }
  const counted = await countNetwork(attempt, `${account}/${from ?? 'nowhere'}`);
  if (!counted.ok) return counted;
  const all = strangers && (await consume(strangers, account));
  if (all && all.waitMs > 0) return refuseTooMany(attempt, all.waitMs);
  return ok({
    async takeBack() {
      if (from !== null) await client.reward(from);
      await counted.value.takeBack();
      await strangers?.reward(account);
    },
  });
}

/**
 * Counts an attempt before it is made, so that parallel ones cannot slip through together: per account (an e-mail address
 * or user id, whether there is one or not) and network, so that nobody uses up the attempts of somebody else elsewhere.
 * A known browser or session has attempts of its own. Guesses of all strangers together are limited, too.
 *
 * Refuses with TOO_MANY_ATTEMPTS.
 */
export async function countAttempt(
  attempt: Attempt,
  account: string,
  { address, known }: Client,
): Promise<Result<CountedAttempt>> {
  const counted = known ? await countKnownAttempt(attempt, account, known) : null;
  return counted ? ok(counted) : countStranger(attempt, counterKey(account), address);
}

/** Gives a known browser or session all its attempts again, once it has proven itself anew. */
export async function forgetKnownAttempts(attempt: Attempt, account: string, known: string): Promise<void> {
  await counters(attempt).known.delete(`${counterKey(account)}/${known}`);
}

/** Forgets every attempt on an account whose owner has proven themselves by mail. */
export async function forgetAttempts(attempt: Attempt, account: string): Promise<void> {
  const key = counterKey(account);
  const kinds = ['known', 'network', 'pause', 'strangers'];
  await forgetCounters(kinds.map((kind) => `${attempt}:${kind}:${key}`));
}
