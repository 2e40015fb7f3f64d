import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Actor, SystemActor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { factorColumns, factorsOf, readFactors } from '@/lib/domain/factors/factors';
import { parse } from '@/lib/domain/parse';
import { type CheckedPasskey, checkPasskey, refusePasskey, spendPasskey } from '@/lib/domain/passkeys/check';
import { browserHolder } from '@/lib/domain/passkeys/offer-to-guest';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import { noPassword } from '@/lib/domain/passwords/password-hash';
import { renewHash } from '@/lib/domain/passwords/renew-hash';
import { type CodeKind, spendCode } from '@/lib/domain/second-factor/spend-code';
import { countAttempt, forgetKnownAttempts } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { findCredentials, refuseCredentials } from '@/lib/domain/users/find-credentials';
import { type KnownBrowser, rememberBrowser } from '@/lib/domain/users/known-browsers';
import { emailProof, proveAddress, provenColumns } from '@/lib/domain/users/prove-address';
import { signInSchema } from '@/lib/domain/users/schema';
import {
  type StartedSession,
  startUserSession,
  userSessionColumns,
} from '@/lib/domain/users/start-user-session';
import { ok, type Result, refuse } from '@/lib/errors';

const signInColumns = {
  ...userSessionColumns,
  ...provenColumns,
  passwordHash: true,
  passwordEndsAt: true,
  ...factorColumns,
} as const;

function findUser(tx: Transaction, id: string, passwordHash: string) {
  return tx.user.findFirst({ where: { id, passwordHash }, select: signInColumns });
}

type Found = NonNullable<Awaited<ReturnType<typeof findUser>>>;

/** Uses up a one-time password. */
async function spendPassword(tx: Transaction, { id, passwordHash, passwordEndsAt }: Found) {
  if (!passwordEndsAt) return ok(null);
  if (passwordEndsAt <= now()) {
    return refuse('FORBIDDEN', 'This one-time password has ended. Ask your operator for a new one.');
  }
  const { count } = await tx.user.updateMany({
    where: { id, passwordHash },
    data: { passwordHash: noPassword() },
  });
  return count === 1 ? ok(null) : refuseCredentials();
}

/** Checks the code or passkey of a user with a second factor. Null for users without one. */
async function proveSecondFactor(
  tx: Transaction,
  user: Found,
  { code, passkey }: { code: string | undefined; passkey: CheckedPasskey | undefined },
): Promise<Result<CodeKind | 'passkey' | null>> {
  const factors = factorsOf(user);
  if (!factors.on) return ok(null);
  if (passkey) {
    const spent = await spendPasskey(tx, user.id, passkey);
    return spent.ok ? ok('passkey') : spent;
  }
  if (code) return spendCode(tx, user.id, code);
  return refuse('SECOND_FACTOR_REQUIRED', 'Enter the code that your authenticator app shows.', {
    detail: { app: Number(factors.app), passkeys: Number(factors.passkeys) },
  });
}

/** Counts an attempt to enter a code, after a correct password. Null if the user needs no code. */
async function countCode(userId: string, { address }: SystemActor, browser: KnownBrowser | undefined) {
  if (!(await readFactors(db(), userId)).on) return null;
  return countAttempt('second-factor', userId, { address, known: browser?.id });
}

/** What a browser sends about itself. */
export interface Browser {
  userAgent: string | null;
  /** The value of the cookie by which accounts know the browser. */
  token: string | null;
  /** The value of the cookie that challenges for passkeys are bound to. */
  passkeySecret?: string | null;
}

/** The passkey that a guest's browser has signed with. Refuses with INVALID_CREDENTIALS. */
export async function checkGuestPasskey(
  passkey: PasskeyProof,
  { passkeySecret }: Browser,
): Promise<Result<CheckedPasskey>> {
  if (!passkeySecret) return refusePasskey();
  return checkPasskey(passkey, { purpose: 'sign in', holder: browserHolder(passkeySecret) });
}

export interface SignedInBrowser extends StartedSession {
  /** The new value of the cookie. */
  browserToken: string;
}

const UNKNOWN_BROWSER: Browser = { userAgent: null, token: null };

/**
 * Checks an email address, a password and, if the user has a second factor, a code or a passkey, and starts a session. From
 * then on the account knows the browser and counts its attempts separately.
 *
 * Refuses with INVALID_REQUEST, INVALID_CREDENTIALS (the same message after the same work for an unknown address and a
 * wrong password), or TOO_MANY_ATTEMPTS. With a correct password also with EMAIL_NOT_VERIFIED if the address is not
 * confirmed, SECOND_FACTOR_REQUIRED, WRONG_CODE, INVALID_CREDENTIALS for a wrong passkey, or FORBIDDEN if the user may not
 * sign in.
 */
export async function signIn(
  actor: Actor,
  input: unknown,
  client: Browser = UNKNOWN_BROWSER,
): Promise<Result<SignedInBrowser>> {
  const authorized = authorizeSystem(actor, 'users/sign-in');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const { address } = guest;
  const parsed = parse(signInSchema, input);
  if (!parsed.ok) return parsed;
  const { email, password, code, passkey, linkToken } = parsed.value;
  const { userAgent, token } = client;
  const credentials = await findCredentials(guest, { email, password, token });
  if (!credentials.ok) return credentials;
  const { userId, passwordHash, browser } = credentials.value;
  const counted = code ? await countCode(userId, guest, browser) : null;
  if (counted && !counted.ok) return counted;
  const checked = passkey && (await checkGuestPasskey(passkey, client));
  if (checked && !checked.ok) return checked;
  const result = await transact(guest, async (tx) => {
    // A password reset also locks the user. It is either done, and the hash is another one, or waits for this sign-in.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    const user = await findUser(tx, userId, passwordHash);
    if (!user) return refuseCredentials();
    const mailbox = await proveAddress(tx, user, linkToken);
    if (!mailbox.ok) return mailbox;
    const secondFactor = await proveSecondFactor(tx, user, { code, passkey: checked?.value });
    if (!secondFactor.ok) return secondFactor;
    const spent = await spendPassword(tx, user);
    if (!spent.ok) return spent;
    const session = await startUserSession(tx, user, {
      address,
      userAgent,
      secondFactor: secondFactor.value,
    });
    if (!session.ok) return session;
    return ok({ ...session.value, browserToken: await rememberBrowser(tx, userId, token) });
  });
  if (!result.ok) {
    if (result.refusal.code === 'EMAIL_NOT_VERIFIED') await emailProof(guest, userId, email);
    return result;
  }
  await counted?.value.takeBack();
  if (browser) await forgetKnownAttempts('sign-in', email, browser.id);
  await renewHash(userId, passwordHash, credentials.value.normalizedHash);
  return result;
}
