import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { findTokenUser, spendToken } from '@/lib/domain/users/one-time-token';
import { verifyEmailSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Confirms the address that the token was mailed to; works once.
 * Refuses with INVALID_LINK when the token is unknown, used, expired, or the address is another user's by now.
 */
export async function verifyEmail(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const authorized = authorizeSystem(actor, 'users/verify-email');
  if (!authorized.ok) return authorized;
  const visitor = authorized.value;
  const parsed = parse(verifyEmailSchema, input);
  if (!parsed.ok) return refuseLink();
  const { token } = parsed.value;
  try {
    return await db().$transaction(async (tx) => {
      const user = await findTokenUser(tx, token, 'verifyEmail');
      if (!user || !(await spendToken(tx, token, 'verifyEmail'))) return refuseLink();
      await tx.user.updateMany({
        where: { id: user.id, emailVerifiedAt: null },
        data: { emailVerifiedAt: now() },
      });
      await recordAudit(tx, visitor, {
        action: 'user.verify_email',
        targetId: user.id,
        workspaceId: user.workspaceId,
      });
      return ok({ email: user.email });
    });
  } catch (error) {
    // The database keeps one verified user an address, even if two claims are confirmed at the same moment.
    if (!isUniqueViolation(error)) throw error;
    return refuseLink();
  }
}

function refuseLink(): Result<never> {
  return refuse('INVALID_LINK', 'This link was used already or has expired. Sign in to ask for a new one.');
}
