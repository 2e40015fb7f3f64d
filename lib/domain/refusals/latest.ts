import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type RefusalGroup, toGroup } from '@/lib/domain/refusals/group-view';
import { stateColumns } from '@/lib/domain/refusals/key-state';
import { KEPT_DAYS } from '@/lib/domain/refusals/list';
import { readSucceededAt } from '@/lib/domain/refusals/succeeded-at';

/** A group of refused calls among those of all keys. */
export interface LatestRefusals extends RefusalGroup {
  key: { id: string; label: string };
  /** Of the latest call that is stored; null if none is. */
  requestId: string | null;
}

/** The groups of refused calls of a workspace with the latest calls, those first. The caller has authorized the actor. */
export async function readLatestRefusals(workspaceId: string, limit: number): Promise<LatestRefusals[]> {
  const since = new Date(now().getTime() - KEPT_DAYS * DAY);
  // Each key has its own groups, ordered by time. The latest of all are among the latest of each.
  const latest = await db().$queryRaw<{ id: string }[]>`
    SELECT latest.id FROM api_keys CROSS JOIN LATERAL (
      SELECT id, last_at FROM key_refusal_groups
      WHERE api_key_id = api_keys.id AND last_at > ${since} ORDER BY last_at DESC LIMIT ${limit}
    ) AS latest
    WHERE workspace_id = ${workspaceId} ORDER BY latest.last_at DESC, latest.id DESC LIMIT ${limit}`;
  const rows = await db().keyRefusalGroup.findMany({
    where: { id: { in: latest.map(({ id }) => id) }, apiKey: { workspaceId } },
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    include: {
      apiKey: { select: { id: true, label: true, ...stateColumns } },
      refusals: { select: { requestId: true }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 },
    },
  });
  return Promise.all(
    rows.map(async ({ apiKey, refusals, ...row }) => {
      const { id, label, ...state } = apiKey;
      const succeededAt = await readSucceededAt({ id, workspaceId }, [row.operation], row.lastAt);
      const requestId = refusals[0]?.requestId ?? null;
      return { ...toGroup(row, state, succeededAt), key: { id, label }, requestId };
    }),
  );
}
