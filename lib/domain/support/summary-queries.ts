import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { ApiKeyStatus } from '@/lib/domain/api-keys/status';

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
