import { db, type Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { startSession } from '@/lib/domain/sessions/start';
import { countAttempt, forgiveAttempt } from '@/lib/domain/throttle/attempts';
import { refuseBusy } from '@/lib/domain/users/new-password';
import { hashPassword } from '@/lib/domain/users/password-hash';
import { signInSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

const signInColumns = {
  id: true,
  kind: true,
  disabledAt: true,
  emailVerifiedAt: true,
  // A member of several workspaces lands in the one they joined first.
  memberships: { select: { workspaceId: true, role: true }, orderBy: { createdAt: 'asc' }, take: 1 },
} as const;

async function findUser(tx: Transaction, email: string, passwordHash: string) {
  return tx.user.findUnique({
    where: { email_passwordHash: { email, passwordHash } },
    select: signInColumns,
  });
}

/**
 * Checks an e-mail address and password and starts a session, whose id is new at every sign-in.
 *
 * Refuses with INVALID_REQUEST, INVALID_CREDENTIALS (unknown address or wrong password: the same words after
 * the same work), TOO_MANY_ATTEMPTS, or FORBIDDEN to a right password whose user may not come in.
 */
export async function signIn(
  actor: Actor,
  input: unknown,
  userAgent: string | null = null,
): Promise<Result<{ userId: string; sessionId: string }>> {
  const authorized = authorizeSystem(actor, 'users/sign-in');
  if (!authorized.ok) return authorized;
  const visitor = authorized.value;
  const parsed = parse(signInSchema, input);
  if (!parsed.ok) return parsed;
  const { email, password } = parsed.value;
  const admitted = await countAttempt('sign-in', email, visitor.address);
  if (!admitted.ok) return admitted;
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) return refuseBusy();

  const result = await db().$transaction(
    async (tx): Promise<Result<{ userId: string; sessionId: string }>> => {
      const user = await findUser(tx, email, passwordHash);
      if (!user) return refuse('INVALID_CREDENTIALS', 'The e-mail address or the password is not right.');
      const [membership] = user.memberships;
      if (user.disabledAt) return refuse('FORBIDDEN', 'This account is disabled. Please contact support.');
      if (user.kind === 'member' && !membership) {
        return refuse('FORBIDDEN', 'You are not a member of any workspace any more. Ask its owner.');
      }
      const sessionId = await startSession(tx, {
        userId: user.id,
        workspaceId: membership?.workspaceId ?? null,
        address: visitor.address,
        userAgent,
      });
      const signedIn: Actor = membership
        ? {
            kind: 'member',
            userId: user.id,
            ...membership,
            emailVerified: user.emailVerifiedAt !== null,
            sessionId,
            address: visitor.address,
          }
        : visitor;
      await recordAudit(tx, signedIn, { action: 'user.sign_in', targetId: user.id });
      return ok({ userId: user.id, sessionId });
    },
  );
  if (result.ok) await forgiveAttempt('sign-in', email, visitor.address);
  return result;
}
