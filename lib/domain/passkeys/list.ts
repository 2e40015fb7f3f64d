import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { ok, type Result } from '@/lib/errors';

export interface PasskeyView {
  id: string;
  name: string;
  createdAt: Date;
  /** Null if it was never used after it was added. */
  lastUsedAt: Date | null;
}

/** The passkeys of the signed-in member, or of the member whom the agent acts as, the latest first. Refuses with FORBIDDEN. */
export async function listPasskeys(actor: Actor): Promise<Result<PasskeyView[]>> {
  const authorized = authorizeInWorkspace(actor, 'passkeys/list');
  if (!authorized.ok) return authorized;
  const passkeys = await db().passkey.findMany({
    where: { userId: authorized.value.userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
  return ok(passkeys);
}
