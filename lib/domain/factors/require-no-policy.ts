import type { Transaction } from '@/lib/db/client';
import { ok, type Result, refuse } from '@/lib/errors';

/** Refuses with CONFLICT if an open workspace of the user requires a second factor, so that the last one must stay. */
export async function requireNoPolicy(tx: Transaction, userId: string): Promise<Result<null>> {
  const requiring = await tx.secondFactorPolicy.count({
    where: { workspace: { closedAt: null, memberships: { some: { userId } } } },
  });
  if (requiring === 0) return ok(null);
  return refuse(
    'CONFLICT',
    'A workspace of yours requires two-step verification. Add a passkey or an app first, then remove this one.',
  );
}
