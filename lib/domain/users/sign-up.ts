import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { hashNewPassword } from '@/lib/domain/passwords/new-password';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { enqueueMailRequest } from '@/lib/domain/users/enqueue-mail-request';
import { signUpSchema } from '@/lib/domain/users/schema';
import { insertWorkspace } from '@/lib/domain/workspaces/insert';
import { ok, type Result } from '@/lib/errors';
import { newId } from '@/lib/ids';

/**
 * Creates a user who claims an email address, with a workspace, and sends a mail to the address.
 *
 * Known and unknown addresses get the same response, because several users may claim one (docs/decisions/0017). Signing
 * up again with the same address and password creates nothing, and the sign-in that follows opens the existing account.
 * Refuses with INVALID_REQUEST or TOO_MANY_ATTEMPTS.
 * @param currency of the new workspace (ISO 4217)
 */
export async function signUp(actor: Actor, input: unknown, currency: string): Promise<Result<null>> {
  const authorized = authorizeSystem(actor, 'users/sign-up');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const parsed = parse(signUpSchema, input);
  if (!parsed.ok) return parsed;
  const { name, email, password, workspaceName } = parsed.value;
  const counted = await countAttempt('sign-up', email, guest);
  if (!counted.ok) return counted;
  const passwordHash = await hashNewPassword({ email, name, workspaceName }, password);
  if (!passwordHash.ok) return passwordHash;

  try {
    await db().$transaction(async (tx) => {
      const { id: userId } = await tx.user.create({
        data: { id: newId('usr'), email, name, passwordHash: passwordHash.value, createdAt: now() },
        select: { id: true },
      });
      const workspaceId = await insertWorkspace(tx, guest, {
        name: workspaceName,
        ownerId: userId,
        currency,
      });
      await enqueueMailRequest(tx, { kind: 'verification', email, userId, address: guest.address });
      await recordAudit(tx, guest, { action: 'user.sign_up', targetId: userId, workspaceId });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  return ok(null);
}
