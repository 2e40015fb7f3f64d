import { createHash } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { KEYS_WITH_CALLS } from '@/lib/domain/api-keys/health-conditions';
import { matching } from '@/lib/domain/api-keys/matching';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { type BulkKey, bulkKeyColumns } from '@/lib/domain/bulk-actions/decide';
import type { BulkSelection } from '@/lib/domain/bulk-actions/schema';
import { inReach } from '@/lib/domain/in-reach';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** More keys than this are no single change. */
const KEYS_MAX = 50_000;
/** PostgreSQL takes so many parameters, and Prisma binds each id. */
const READ_BATCH = 10_000;

/** Identifies a set of keys. */
export function fingerprintOf(keyIds: readonly string[]): string {
  return createHash('sha256').update(keyIds.toSorted().join()).digest('base64url');
}

async function idsThatMatch(
  actor: KeyManager,
  selection: Extract<BulkSelection, { filter: unknown }>,
  asOf: Date,
  operations: readonly ScopedOperation[],
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT key.id FROM ${KEYS_WITH_CALLS}
    WHERE ${matching(actor, selection.filter, operations)} AND key.created_at <= ${asOf}::timestamptz
      AND NOT key.id = ANY(${selection.except})
    LIMIT ${KEYS_MAX + 1}`;
  return rows.map(({ id }) => id);
}

/** Reads keys of the actor's workspace, in the order of their ids. */
export async function readKeys(actor: KeyManager, ids: readonly string[]): Promise<BulkKey[]> {
  const keys: BulkKey[] = [];
  for (let start = 0; start < ids.length; start += READ_BATCH) {
    const id = { in: ids.slice(start, start + READ_BATCH) };
    keys.push(...(await db().apiKey.findMany({ where: { ...inReach(actor), id }, select: bulkKeyColumns })));
  }
  return keys.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The selected keys of the actor's workspace, in the order of their ids.
 * @param asOf keys that were created later are left out of those that match a filter
 * @param operations those of the provider's API
 *
 * Refuses with NOT_FOUND if one of the picked keys is not in the workspace, and with CONFLICT if none or too many match.
 */
export async function selectKeys(
  actor: KeyManager,
  selection: BulkSelection,
  asOf: Date,
  operations: readonly ScopedOperation[],
): Promise<Result<BulkKey[]>> {
  const picked = 'keyIds' in selection;
  const ids = picked
    ? [...new Set(selection.keyIds)]
    : await idsThatMatch(actor, selection, asOf, operations);
  if (ids.length === 0) return refuse('CONFLICT', say`No key matches any more.`);
  if (ids.length > KEYS_MAX) {
    const most = KEYS_MAX.toLocaleString('en');
    return refuse('CONFLICT', say`More than ${most} keys match. Use a filter that matches fewer keys.`);
  }
  const keys = await readKeys(actor, ids);
  return picked && keys.length < ids.length ? refuseUnknownKey() : ok(keys);
}
