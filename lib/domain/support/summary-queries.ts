import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { ApiKeyStatus } from '@/lib/domain/api-keys/status';
import { adviseOn } from '@/lib/domain/refusals/advice';
import { refusalDetailSchema } from '@/lib/domain/refusals/schema';

type KeyCounts = Record<Environment, Record<ApiKeyStatus, number>>;

/** How many keys of a workspace are in each state at a time. It agrees with `apiKeyStatus`. */
export async function countKeys(workspaceId: string, at: Date): Promise<KeyCounts> {
  const rows = await db().$queryRaw<Array<{ environment: Environment; status: ApiKeyStatus; keys: number }>>`
    SELECT environment, CASE
        WHEN revoked_at IS NOT NULL THEN 'revoked'
        WHEN expires_at <= ${at} THEN 'expired'
        WHEN disabled_at IS NOT NULL THEN 'disabled'
        ELSE 'active'
      END AS status, count(*)::int AS keys
    FROM api_keys WHERE workspace_id = ${workspaceId} GROUP BY 1, 2`;
  const none = { active: 0, disabled: 0, expired: 0, revoked: 0 };
  const counts = { live: { ...none }, sandbox: { ...none } };
  for (const { environment, status, keys } of rows) counts[environment][status] = keys;
  return counts;
}

/** The latest refused calls of a workspace, newest first, each with what to do. */
export async function latestRefusals(workspaceId: string, limit: number) {
  // Each key has its own log, ordered by time. The latest of all are among the latest of each.
  const rows = await db().$queryRaw<Array<{ id: string }>>`
    SELECT latest.id FROM api_keys CROSS JOIN LATERAL (
      SELECT id, at FROM key_refusals WHERE api_key_id = api_keys.id ORDER BY at DESC LIMIT ${limit}
    ) AS latest
    WHERE workspace_id = ${workspaceId} ORDER BY latest.at DESC, latest.id DESC LIMIT ${limit}`;
  const refusals = await db().keyRefusal.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    omit: { apiKeyId: true },
    include: { apiKey: { select: { id: true, label: true } } },
  });
  return refusals.map(({ apiKey, detail, ...refusal }) => {
    const { advice } = adviseOn({ ...refusal, detail: refusalDetailSchema.parse(detail) });
    return { ...refusal, key: apiKey, advice };
  });
}
