import { db } from '@/lib/db/client';
import type { SystemActor } from '@/lib/domain/actor';
import { refuseBusy } from '@/lib/domain/passwords/new-password';
import { hashTypedPassword } from '@/lib/domain/passwords/password-hash';
import { type CountedAttempt, countAttempt, countKnownAttempt } from '@/lib/domain/throttle/attempts';
import { findKnownBrowsers, type KnownBrowser } from '@/lib/domain/users/known-browsers';
import { ok, type Result, refuse } from '@/lib/errors';

interface Typed {
  email: string;
  password: string;
  /** The value of the browser's cookie. */
  token: string | null;
}

export interface Credentials {
  userId: string;
  passwordHash: string;
  /** The current form of the hash. `passwordHash` may be older than the normalization of passwords. */
  normalizedHash: string;
  /** Set if the account knows the browser. */
  browser: KnownBrowser | undefined;
}

interface CountedBrowser {
  browser: KnownBrowser;
  counted: CountedAttempt;
}

export function refuseCredentials(): Result<never> {
  return refuse('INVALID_CREDENTIALS', 'The email address or password is wrong.');
}

/** Counts an attempt on each account that knows the browser, and returns those with attempts left. */
async function countKnownBrowsers({ email, token }: Typed): Promise<CountedBrowser[]> {
  const countedBrowsers: CountedBrowser[] = [];
  for (const browser of await findKnownBrowsers(email, token)) {
    const counted = await countKnownAttempt('sign-in', email, browser.id);
    if (counted) countedBrowsers.push({ browser, counted });
  }
  return countedBrowsers;
}

/**
 * The user with that address and password. If an account knows the browser, the attempt counts on that account
 * separately. For another account that claims the address, the browser is unknown, so nobody gains attempts by creating
 * an account.
 *
 * Refuses with INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS, with the same message after the same work, whether there is an
 * account with the address or not.
 */
export async function findCredentials(guest: SystemActor, typed: Typed): Promise<Result<Credentials>> {
  const { email, password } = typed;
  const known = await countKnownBrowsers(typed);
  const countStranger = () => countAttempt('sign-in', email, guest);
  let stranger = known.length === 0 ? await countStranger() : null;
  if (stranger && !stranger.ok) return stranger;
  const hashes = await hashTypedPassword(email, password);
  if (!hashes) return refuseBusy();
  const [normalizedHash] = hashes;
  const users = await db().user.findMany({
    where: { email, passwordHash: { in: [...hashes] } },
    select: { id: true, passwordHash: true, emailVerifiedAt: true },
  });
  // If two users match one hash each, nobody who only claims the address is chosen before its owner.
  const rank = (user: (typeof users)[number]) =>
    (user.emailVerifiedAt ? 0 : 2) + (user.passwordHash === normalizedHash ? 0 : 1);
  users.sort((a, b) => rank(a) - rank(b));
  const toCredentials = ({ id, passwordHash }: (typeof users)[number], browser?: KnownBrowser) =>
    ok({ userId: id, passwordHash, normalizedHash, browser });

  const [found] = users;
  const own = known.find(({ browser }) => browser.userId === found?.id);
  if (found && own) {
    await own.counted.takeBack();
    return toCredentials(found, own.browser);
  }
  stranger ??= await countStranger();
  if (!stranger.ok || !found) return refuseCredentials();
  await stranger.value.takeBack();
  return toCredentials(found);
}
