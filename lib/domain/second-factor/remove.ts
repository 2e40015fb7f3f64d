import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { removeSecondFactorSchema } from '@/lib/domain/second-factor/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Turns off the second factor of a member who has lost the app or passkeys and the recovery codes. The operator has checked who
 * they are. Refuses with FORBIDDEN, INVALID_REQUEST or NOT_FOUND.
 */
export async function removeSecondFactor(actor: Actor, input: unknown): Promise<Result<{ name: string }>> {
  const authorized = authorizeSystem(actor, 'second-factor/remove');
  if (!authorized.ok) return authorized;
  const parsed = parse(removeSecondFactorSchema, input);
  if (!parsed.ok) return parsed;
  const { email, workspace: workspaceId } = parsed.value;
  return transact(authorized.value, async (tx) => {
    const user = await tx.user.findFirst({
      where: {
        email,
        kind: 'member',
        memberships: { some: { workspaceId } },
        OR: [{ secondFactor: { confirmedAt: { not: null } } }, { passkeys: { some: {} } }],
      },
      select: { id: true, name: true },
    });
    if (!user) return refuse('NOT_FOUND', 'No such member of the workspace has a second factor.');
    await tx.secondFactor.deleteMany({ where: { userId: user.id } });
    await tx.passkey.deleteMany({ where: { userId: user.id } });
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    await mailSecondFactorNotice(tx, user.id, 'turned off');
    await recordAudit(tx, authorized.value, {
      action: 'workspace.remove_second_factor',
      targetId: user.id,
      workspaceId,
    });
    return ok({ name: user.name });
  });
}
