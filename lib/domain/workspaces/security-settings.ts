import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { LeakResponse } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import type { Allowlist } from '@/lib/domain/allowlists/schema';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { decimalLimit } from '@/lib/domain/wallet/amount-limit';
import { ok, type Result } from '@/lib/errors';

/** Settings for all keys of a workspace. */
export interface SecuritySettings {
  /** The networks that calls may come from. Empty: every address. */
  allowlist: Allowlist;
  /** Where warnings go; null: to the owners. */
  contactEmail: string | null;
  /** The highest rate limit that a key can have, in calls a minute; null: that of the policy. */
  rateLimitCap: number | null;
  /** A balance below this is low, and members are warned of it: a decimal number of currency units; null: never. */
  lowBalance: string | null;
  /** What happens to a key that is reported as leaked. */
  leakResponse: LeakResponse;
  /** ISO 4217. */
  currency: string;
}

/** The columns that `toSecuritySettings` reads. */
export const securityColumns = {
  allowlist: true,
  contactEmail: true,
  rateLimitCap: true,
  lowBalance: true,
  leakResponse: true,
  currency: true,
} satisfies Prisma.WorkspaceSelect;

/** Stored settings as pages show them. */
export function toSecuritySettings(
  row: Prisma.WorkspaceGetPayload<{ select: typeof securityColumns }>,
): SecuritySettings {
  return {
    ...row,
    allowlist: storedAllowlist(row.allowlist),
    lowBalance: decimalLimit(row.lowBalance),
  };
}

/** The security settings of the actor's workspace. Every role may read them. Refuses others with FORBIDDEN. */
export async function readSecuritySettings(actor: Actor): Promise<Result<SecuritySettings>> {
  const authorized = authorizeInWorkspace(actor, 'workspaces/security-settings');
  if (!authorized.ok) return authorized;
  const where = { id: authorized.value.workspaceId };
  return ok(toSecuritySettings(await db().workspace.findUniqueOrThrow({ where, select: securityColumns })));
}
