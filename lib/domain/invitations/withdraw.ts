import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { withdrawInvitationSchema } from '@/lib/domain/invitations/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Withdraws an invitation, so that its link stops working. Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT or
 * NOT_FOUND.
 */
export async function withdrawInvitation(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const parsed = parse(withdrawInvitationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'invitations/withdraw');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const own = { id: parsed.value.invitationId, workspaceId: member.workspaceId };
  return transact(member, async (tx) => {
    const found = await tx.invitation.findFirst({ where: own, select: { email: true } });
    const { count } = await tx.invitation.deleteMany({ where: own });
    if (!found || count === 0) return refuse('NOT_FOUND', 'This invitation is no longer open.');
    const { email } = found;
    await recordAudit(tx, member, {
      action: 'member.withdraw_invitation',
      targetId: own.id,
      detail: { email },
    });
    return ok({ email });
  });
}
