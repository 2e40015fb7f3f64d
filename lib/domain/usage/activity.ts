import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type ApiKeyStatus, apiKeyStatus } from '@/lib/domain/api-keys/status';
import { type LastUse, lastUseColumns } from '@/lib/domain/api-keys/view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { readActivitySchema } from '@/lib/domain/usage/schema';
import { ok, type Result } from '@/lib/errors';

export interface ApiKeyActivity {
  id: string;
  status: ApiKeyStatus;
  lastUse: LastUse | null;
}

/**
 * The current state and last use of some of the workspace's keys. Ids of other workspaces are left out. Refuses with
 * INVALID_REQUEST or FORBIDDEN.
 */
export async function readActivity(actor: Actor, input: unknown): Promise<Result<ApiKeyActivity[]>> {
  const parsed = parse(readActivitySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/activity');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const rows = await db().apiKey.findMany({
    where: { workspaceId, id: { in: parsed.value.keyIds } },
    select: {
      id: true,
      expiresAt: true,
      disabledAt: true,
      revokedAt: true,
      lastUse: { select: lastUseColumns },
    },
  });
  const at = now();
  return ok(rows.map((row) => ({ id: row.id, status: apiKeyStatus(row, at), lastUse: row.lastUse })));
}
