import type { SupportAccess } from '@/lib/db/generated/enums';
import type { ImpersonationMode } from '@/lib/domain/actor';

/** What a workspace lets support do. */
export interface AccessPolicy {
  supportAccess: SupportAccess;
  supportActsUntil: Date | null;
}

/** The columns of a workspace that an `AccessPolicy` consists of. */
export const accessColumns = { supportAccess: true, supportActsUntil: true } as const;

/** Until when support may make changes in the workspace without asking; null when it must ask or may only view. */
export function actsUntil({ supportAccess, supportActsUntil }: AccessPolicy, at: Date): Date | null {
  if (supportAccess !== 'ask' || !supportActsUntil) return null;
  return supportActsUntil > at ? supportActsUntil : null;
}

/** What an impersonation session may do at `at`: only view, or also make changes. */
export function impersonationMode(
  policy: AccessPolicy,
  { actGranted }: { actGranted: boolean | null },
  at: Date,
): ImpersonationMode {
  if (policy.supportAccess !== 'ask') return 'view';
  return actGranted || actsUntil(policy, at) ? 'act' : 'view';
}
