import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { mayManageKeys } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';

export interface RevokedApiKey {
  id: string;
  revokedAt: Date;
}

/**
 * Ends a key for good: the next request with it is refused, and one in flight does not commit.
 * Revoking a revoked key changes nothing and answers as the first time did.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (another workspace's key included) or FORBIDDEN.
 */
export async function revokeApiKey(actor: Actor, input: unknown): Promise<Result<RevokedApiKey>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  if (actor.kind !== 'member') return refuse('FORBIDDEN', 'Only a member of the workspace may revoke a key.');
  const own = { id: parsed.value.keyId, workspaceId: actor.workspaceId };

  return db().$transaction(async (tx) => {
    const key = await tx.apiKey.findFirst({ where: own, select: { environment: true, label: true } });
    if (!key) return refuse('NOT_FOUND', 'There is no such key in this workspace.');
    if (!mayManageKeys(actor, key.environment)) {
      return refuse(
        'FORBIDDEN',
        `Your role may not revoke ${key.environment} keys. Ask an admin of the workspace.`,
      );
    }
    const { count } = await tx.apiKey.updateMany({
      where: { ...own, revokedAt: null },
      data: { revokedAt: now(), revokedById: actor.userId },
    });
    if (count > 0) {
      await recordAudit(tx, actor, {
        action: 'api_key.revoke',
        targetId: own.id,
        detail: { label: key.label, environment: key.environment },
      });
    }
    const { revokedAt } = await tx.apiKey.findFirstOrThrow({ where: own, select: { revokedAt: true } });
    return ok({ id: own.id, revokedAt: revokedAt ?? now() });
  });
}
