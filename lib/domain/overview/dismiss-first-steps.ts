import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { dismissFirstStepsSchema } from '@/lib/domain/overview/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Hides the first steps of the overview from the signed-in member, in this workspace. Refuses with INVALID_REQUEST,
 * FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function dismissFirstSteps(actor: Actor, input: unknown): Promise<Result<null>> {
  const parsed = parse(dismissFirstStepsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'overview/dismiss-first-steps');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { workspaceId, userId } = member;
  return transact(member, async (tx) => {
    const { count } = await tx.membership.updateMany({
      where: { workspaceId, userId, firstStepsDismissedAt: null },
      data: { firstStepsDismissedAt: now() },
    });
    if (count > 0) await recordAudit(tx, member, { action: 'member.dismiss_first_steps', targetId: userId });
    return ok(null);
  });
}
