import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Actor, SystemActor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { type CodeKind, spendCode } from '@/lib/domain/second-factor/spend-code';
import { countAttempt, forgiveAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { type Admitted, admissionColumns, admit } from '@/lib/domain/users/admit';
import { refuseBusy } from '@/lib/domain/users/new-password';
import { hashPassword, noPassword } from '@/lib/domain/users/password-hash';
import { signInSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

const signInColumns = {
  ...admissionColumns,
  passwordEndsAt: true,
  secondFactor: { select: { confirmedAt: true } },
} as const;

function findUser(tx: Pick<Transaction, 'user'>, email: string, passwordHash: string) {
  return tx.user.findUnique({
    where: { email_passwordHash: { email, passwordHash } },
    select: signInColumns,
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof findUser>>>;

function refuseCredentials(): Result<never> {
  return refuse('INVALID_CREDENTIALS', 'The e-mail address or the password is not right.');
}

/** Uses up the password of somebody who was given it for one sign-in. */
async function spendPassword(tx: Transaction, { id, passwordEndsAt }: Found, passwordHash: string) {
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

/** What the code proves of a user who has a second factor; nothing of others. */
async function proveSecondFactor(
  tx: Transaction,
  { id, secondFactor }: Found,
  code: string | undefined,
): Promise<Result<CodeKind | null>> {
  if (!secondFactor?.confirmedAt) return ok(null);
  if (code) return spendCode(tx, id, code);
  return refuse('SECOND_FACTOR_REQUIRED', 'Enter the code that your authenticator app shows.');
}

/** Counts an attempt at a code against the account, wherever it comes from. */
async function countCode(known: Found | null, visitor: SystemActor): Promise<Result<null>> {
  if (!known?.secondFactor?.confirmedAt) return ok(null);
  return countAttempt('second-factor', known.id, visitor.address);
}

/**
 * Checks an e-mail address and password, and the code of who has a second factor, and starts a session.
 *
 * Refuses with INVALID_REQUEST, INVALID_CREDENTIALS (unknown address or wrong password: the same words after
 * the same work), TOO_MANY_ATTEMPTS; and to a right password with SECOND_FACTOR_REQUIRED, WRONG_CODE, or FORBIDDEN
 * when its user may not come in.
 */
export async function signIn(
  actor: Actor,
  input: unknown,
  userAgent: string | null = null,
): Promise<Result<Admitted>> {
  const authorized = authorizeSystem(actor, 'users/sign-in');
  if (!authorized.ok) return authorized;
  const visitor = authorized.value;
  const { address } = visitor;
  const parsed = parse(signInSchema, input);
  if (!parsed.ok) return parsed;
  const { email, password, code } = parsed.value;
  const admitted = await countAttempt('sign-in', email, address);
  if (!admitted.ok) return admitted;
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) return refuseBusy();

  const known = await findUser(db(), email, passwordHash);
  if (!known) return refuseCredentials();
  await forgiveAttempt('sign-in', email, address);
  if (code) {
    const counted = await countCode(known, visitor);
    if (!counted.ok) return counted;
  }
  const result = await transact(async (tx) => {
    const user = await findUser(tx, email, passwordHash);
    if (!user) return refuseCredentials();
    const proven = await proveSecondFactor(tx, user, code);
    if (!proven.ok) return proven;
    const spent = await spendPassword(tx, user, passwordHash);
    if (!spent.ok) return spent;
    return admit(tx, user, { address, userAgent, secondFactor: proven.value });
  });
  if (result.ok && code) await forgiveAttempt('second-factor', known.id, address);
  return result;
}
