import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor, SystemActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { hashNewPassword } from '@/lib/domain/passwords/new-password';
import { endSessions } from '@/lib/domain/sessions/end';
import { transact } from '@/lib/domain/transact';
import { endUnprovenSetup } from '@/lib/domain/users/end-unproven-setup';
import { forgetGuesses } from '@/lib/domain/users/forget-guesses';
import { forgetBrowsers, rememberBrowser } from '@/lib/domain/users/known-browsers';
import { findTokenUser, spendToken } from '@/lib/domain/users/one-time-token';
import {
  findPasswordReset,
  type PasswordReset,
  refuseResetLink,
} from '@/lib/domain/users/read-password-reset';
import { type ResetPasswordInput, resetPasswordSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** New names, entered by the person who confirms the address. */
interface Names {
  name: string;
  workspaceName: string;
}

interface Chosen {
  userId: string;
  /** Null if the address was confirmed before. Then the names stay. */
  names: Names | null;
}

/** Which account to reset, and the names to give it. */
function choose({ accounts, proven }: PasswordReset, input: ResetPasswordInput): Result<Chosen> {
  const { account = accounts.length === 1 ? accounts[0]?.id : undefined, name, workspaceName } = input;
  const chosen = accounts.find(({ id }) => id === account);
  if (!chosen) return refuseFields({ account: 'Choose one of the accounts.' });
  if (proven) return ok({ userId: chosen.id, names: null });
  if (!name) return refuseFields({ name: 'Enter your name.' });
  if (!workspaceName) return refuseFields({ workspaceName: 'Enter a workspace name.' });
  return ok({ userId: chosen.id, names: { name, workspaceName } });
}

interface Reset extends Chosen {
  email: string;
  token: string;
  passwordHash: string;
  browserToken: string | null;
}

/** Resets the password in one transaction: the link is used up, and nothing that could sign in before still can. */
function apply(guest: SystemActor, { userId, names, ...reset }: Reset): Promise<Result<string>> {
  return transact(guest, async (tx) => {
    const linked = await findTokenUser(tx, reset.token, 'resetPassword');
    const spent =
      linked && (await spendToken(tx, { token: reset.token, purpose: 'resetPassword', userId: linked.id }));
    if (!spent) return refuseResetLink();
    await tx.oneTimeToken.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now() } });
    await tx.emailChange.deleteMany({ where: { userId } });
    const proof = names && { name: names.name, emailVerifiedAt: now() };
    // If the address was confirmed since, or no longer is, the page showed something else.
    const { count } = await tx.user.updateMany({
      where: { id: userId, emailVerifiedAt: names ? null : { not: null } },
      data: { passwordHash: reset.passwordHash, passwordEndsAt: null, ...proof },
    });
    if (count === 0) return refuseResetLink();
    const sessionsEnded = await endSessions(tx, { userId });
    const ended = names && (await endUnprovenSetup(tx, guest, { userId, ...names }));
    const membership = await tx.membership.findFirst({
      where: { userId },
      orderBy: { createdAt: 'asc' },
      select: { workspaceId: true },
    });
    await recordAudit(tx, guest, {
      action: 'user.reset_password',
      targetId: userId,
      workspaceId: membership?.workspaceId,
      detail: { sessionsEnded, ...ended },
    });
    await forgetBrowsers(tx, userId);
    return ok(await rememberBrowser(tx, userId, reset.browserToken));
  });
}

/**
 * Sets a new password with the token of an emailed link, which works once, and ends all sessions of the user. The link
 * confirms the address. If nobody had confirmed it before, everything that was set up in its name ends
 * (docs/decisions/0017). The account knows the browser from then on. Returns the value of its cookie.
 *
 * Refuses with INVALID_LINK, INVALID_REQUEST (the token still works after a weak password) or TOO_MANY_ATTEMPTS.
 */
export async function resetPassword(
  actor: Actor,
  input: unknown,
  browserToken: string | null = null,
): Promise<Result<{ browserToken: string }>> {
  const authorized = authorizeSystem(actor, 'users/reset-password');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const parsed = parse(resetPasswordSchema, input);
  if (!parsed.ok) return parsed.refusal.fields?.token ? refuseResetLink() : parsed;
  const { token, password } = parsed.value;
  const reset = await findPasswordReset(token);
  if (!reset) return refuseResetLink();
  const { email } = reset;
  const chosen = choose(reset, parsed.value);
  if (!chosen.ok) return chosen;
  const { userId, names } = chosen.value;
  const person =
    names ?? (await db().user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } }));
  const passwordHash = await hashNewPassword({ email, ...person }, password);
  if (!passwordHash.ok) return passwordHash;

  const applied = await apply(guest, {
    ...chosen.value,
    email,
    token,
    passwordHash: passwordHash.value,
    browserToken,
  }).catch(async (error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    // Another user has just confirmed the address, or claims it with the same password.
    const stillGood = await findPasswordReset(token);
    return stillGood ? refuseFields({ password: 'Choose another password.' }) : refuseResetLink();
  });
  if (!applied.ok) return applied;
  await forgetGuesses(email, userId);
  return ok({ browserToken: applied.value });
}
