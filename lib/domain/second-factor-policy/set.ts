import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { policyColumns, type SecondFactorPolicy } from '@/lib/domain/factors/due';
import { readFactors } from '@/lib/domain/factors/factors';
import { changeMembers } from '@/lib/domain/members/change-members';
import { parse } from '@/lib/domain/parse';
import { mailRequiredFactor } from '@/lib/domain/second-factor-policy/mail';
import { setPolicySchema } from '@/lib/domain/second-factor-policy/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/** Stores the rule. Another period does not start it anew. */
function writePolicy(tx: Transaction, workspaceId: string, graceDays: number): Promise<SecondFactorPolicy> {
  return tx.secondFactorPolicy.upsert({
    where: { workspaceId },
    create: { workspaceId, graceDays, requiredAt: now() },
    update: { graceDays },
    select: policyColumns,
  });
}

/**
 * Sets whether every member of the workspace needs a second factor, and how many days they have for it. After that, a member
 * without one reaches only the page that sets it up. API keys are not affected. The owner has a second factor first. A new
 * rule or another period is emailed to the members who have none.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, or CONFLICT if the owner has no second factor.
 */
export async function setSecondFactorPolicy(
  actor: Actor,
  input: unknown,
): Promise<Result<SecondFactorPolicy | null>> {
  const parsed = parse(setPolicySchema, input);
  if (!parsed.ok) return parsed;
  const { graceDays } = parsed.value;
  return changeMembers(actor, 'second-factor-policy/set', async (tx, owner) => {
    const { workspaceId, userId } = owner;
    if (graceDays !== null && !(await readFactors(tx, userId)).on) {
      return refuse('CONFLICT', 'Set up two-step verification for your own account first.');
    }
    const before = await tx.secondFactorPolicy.findUnique({ where: { workspaceId }, select: policyColumns });
    if ((before?.graceDays ?? null) === graceDays) return ok(before);
    let after: SecondFactorPolicy | null = null;
    if (graceDays === null) await tx.secondFactorPolicy.deleteMany({ where: { workspaceId } });
    else after = await writePolicy(tx, workspaceId, graceDays);
    if (after) await mailRequiredFactor(tx, workspaceId, after);
    await recordAudit(tx, owner, {
      action: 'workspace.require_second_factor',
      targetId: workspaceId,
      detail: { from: before?.graceDays ?? null, to: graceDays },
    });
    return ok(after);
  });
}
