import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { inOrder } from '@/lib/domain/api-keys/find';
import type { KeyPosition } from '@/lib/domain/api-keys/ordering';
import { type ApiKeyView, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { inReach } from '@/lib/domain/in-reach';
import { isLeaked } from '@/lib/domain/key-secrets/leaked-keys';

/** A key as the list shows it. The browser gets all of it. */
export interface ListedApiKey extends ApiKeyView {
  /** Whether a secret of it that has not ended was reported as leaked. */
  leaked: boolean;
}

/** The ids of those keys whose secret leaked. */
async function readLeaked(workspaceId: string, keyIds: readonly string[]): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT key.id FROM api_keys AS key
    WHERE key.id = ANY(${keyIds}) AND key.workspace_id = ${workspaceId} AND ${isLeaked(now())}`;
  return new Set(rows.map(({ id }) => id));
}

/** The keys at these positions, of those that an actor can find. */
export async function readListed(
  viewer: KeyManager,
  positions: readonly KeyPosition[],
): Promise<ListedApiKey[]> {
  const keyIds = positions.map(({ id }) => id);
  const [rows, leaked] = await Promise.all([
    db().apiKey.findMany({ where: { ...inReach(viewer), id: { in: keyIds } }, select: viewColumns }),
    readLeaked(viewer.workspaceId, keyIds),
  ]);
  return inOrder(positions, rows).map((row) => ({ ...toView(row), leaked: leaked.has(row.id) }));
}
