import { now } from '@/lib/clock';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { hashNewPassword } from '@/lib/domain/passwords/new-password';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { enqueueMailRequest } from '@/lib/domain/users/enqueue-mail-request';
import { rememberBrowser } from '@/lib/domain/users/known-browsers';
import { signUpSchema } from '@/lib/domain/users/schema';
import type { Browser, SignedInBrowser } from '@/lib/domain/users/sign-in';
import { startUserSession, userSessionColumns } from '@/lib/domain/users/start-user-session';
import { insertWorkspace } from '@/lib/domain/workspaces/insert';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/**
 * Creates a user who claims an email address, with a workspace, sends a mail to the address, and starts a session. Until
 * the address is confirmed, the password alone opens no other session (docs/decisions/0046).
 *
 * Known and unknown addresses get the same response, because several users may claim one. Refuses with INVALID_REQUEST,
 * TOO_MANY_ATTEMPTS, or CONFLICT if an account has the same address and password.
 * @param currency of the new workspace (ISO 4217)
 */
export async function signUp(
  actor: Actor,
  input: unknown,
  currency: string,
  { userAgent, token }: Pick<Browser, 'userAgent' | 'token'> = { userAgent: null, token: null },
): Promise<Result<SignedInBrowser>> {
  const authorized = authorizeSystem(actor, 'users/sign-up');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const { address } = guest;
  const parsed = parse(signUpSchema, input);
  if (!parsed.ok) return parsed;
  const { name, email, password, workspaceName } = parsed.value;
  const counted = await countAttempt('sign-up', email, guest);
  if (!counted.ok) return counted;
  const passwordHash = await hashNewPassword({ email, name, workspaceName }, password);
  if (!passwordHash.ok) return passwordHash;

  const signedUp = transact(guest, async (tx) => {
    const { id: userId } = await tx.user.create({
      data: { id: newId('usr'), email, name, passwordHash: passwordHash.value, createdAt: now() },
      select: { id: true },
    });
    const workspaceId = await insertWorkspace(tx, guest, { name: workspaceName, ownerId: userId, currency });
    await enqueueMailRequest(tx, { kind: 'verification', email, userId, address });
    await recordAudit(tx, guest, { action: 'user.sign_up', targetId: userId, workspaceId });
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: userSessionColumns });
    const session = await startUserSession(tx, user, { address, userAgent, secondFactor: null });
    if (!session.ok) return session;
    return ok({ ...session.value, browserToken: await rememberBrowser(tx, userId, token) });
  });
  return signedUp.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    return refuse('CONFLICT', 'You have an account with this address and password already. Sign in to it.');
  });
}
