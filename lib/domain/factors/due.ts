import { DAY } from '@/lib/clock';
import type { Factors } from '@/lib/domain/factors/factors';

/** The rule of a workspace that every member needs a second factor. */
export interface SecondFactorPolicy {
  /** How long members have to set it up, from the start of the rule or from the day they join. */
  graceDays: number;
  requiredAt: Date;
}

/** The columns of a policy. */
export const policyColumns = { graceDays: true, requiredAt: true } as const;

/** Until when a member must set up a second factor; null if they have one, or the workspace does not ask for it. */
export function secondFactorDue(
  policy: SecondFactorPolicy | null,
  joinedAt: Date,
  { on }: Factors,
): Date | null {
  if (!policy || on) return null;
  const from = Math.max(policy.requiredAt.getTime(), joinedAt.getTime());
  return new Date(from + policy.graceDays * DAY);
}
