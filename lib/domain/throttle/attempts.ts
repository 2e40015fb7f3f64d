import { SECOND } from '@/lib/clock';
import { type Attempt, counters, FREE_ATTEMPTS, pauseAfter } from '@/lib/domain/throttle/attempt-counters';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
import { consume, counterKey, forgetCounters } from '@/lib/domain/throttle/limiter';
import { refuseTooMany } from '@/lib/domain/throttle/refuse-too-many';
import { ok, type Result } from '@/lib/errors';

/** The client that makes an attempt. */
export interface Client {
  address: string | null;
  /** The id of a browser or session that has signed in to the account before. It has attempts of its own. */
  known?: string | null;
}

export interface CountedAttempt {
  /** Does not count the attempt after all, because it was the owner's. */
  takeBack(): Promise<void>;
}

/** Counts an attempt of a known browser or session. Null if it has none left, so that it counts as unknown. */
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

/**
 * Allows the first attempts of a network on an account at once, and then one after each pause. Refuses with
 * TOO_MANY_ATTEMPTS.
 */
async function countNetwork(attempt: Attempt, key: string): Promise<Result<CountedAttempt>> {
  const { network, pause } = counters(attempt);
  const paused = await pause.get(key);
  if (paused && paused.msBeforeNext > 0) return refuseTooMany(attempt, paused.msBeforeNext);
  const { count } = await consume(network, key);
  const isFree = count <= FREE_ATTEMPTS;
  if (!isFree) {
    const { waitMs } = await consume(pause, key, { seconds: pauseAfter(attempt, count) / SECOND });
    if (waitMs > 0) return refuseTooMany(attempt, waitMs);
  }
  return ok({
    async takeBack() {
      await network.reward(key);
      // Only the attempt that started the pause ends it, so that nobody removes the pause after a wrong guess.
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
 * Counts an attempt before it is made, so that parallel ones are all counted. Attempts are counted by account (an email
 * address or user id, whether it exists or not) and network, so that nobody can use up the attempts of somebody else. A
 * known browser or session has attempts of its own. The guesses of all unknown clients together are also limited.
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

/** Resets the attempts of a known browser or session, after it has signed in again. */
export async function forgetKnownAttempts(attempt: Attempt, account: string, known: string): Promise<void> {
  await counters(attempt).known.delete(`${counterKey(account)}/${known}`);
}

/** Resets all attempts on an account, after its owner has used an emailed link. */
export async function forgetAttempts(attempt: Attempt, account: string): Promise<void> {
  const key = counterKey(account);
  const kinds = ['known', 'network', 'pause', 'strangers'];
  await forgetCounters(kinds.map((kind) => `${attempt}:${kind}:${key}`));
}
