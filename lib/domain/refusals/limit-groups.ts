import { db } from '@/lib/db/client';
import {
  addCount,
  groupKey,
  type RefusalCounts,
  type RefusalSource,
  sourceOf,
  toOthers,
} from '@/lib/domain/refusals/count';

/** The most groups of a key with an address. Somebody with an old secret can call from any number of addresses. */
const GROUPS_MAX: Record<RefusalSource, number> = { current: 200, ended: 50 };

/** What has room of its own: the calls of a key with secrets that work, and those with ended ones. */
const roomKey = (keyId: string, code: string) => `${keyId} ${sourceOf(code)}`;

/** How many more groups have room, by `roomKey`. */
async function readRoom(keyIds: string[]): Promise<Map<string, number>> {
  const rows = await db().keyRefusalGroup.groupBy({
    by: ['apiKeyId', 'code'],
    where: { apiKeyId: { in: keyIds } },
    _count: true,
  });
  const room = new Map<string, number>();
  for (const { apiKeyId, code, _count } of rows) {
    const name = roomKey(apiKeyId, code);
    room.set(name, (room.get(name) ?? GROUPS_MAX[sourceOf(code)]) - _count);
  }
  return room;
}

/** The `groupKey` of each group of these keys that is stored. */
async function readKnown(keyIds: string[]): Promise<Set<string>> {
  const rows = await db().keyRefusalGroup.findMany({
    where: { apiKeyId: { in: keyIds } },
    select: { apiKeyId: true, code: true, operation: true, address: true, cause: true },
  });
  return new Set(rows.map(({ apiKeyId, ...row }) => groupKey({ keyId: apiKeyId, ...row })));
}

/**
 * The same counts, with those of other addresses together for keys that have no room for more groups. Several processes can
 * store a few more.
 */
export async function limitGroups(counts: RefusalCounts): Promise<RefusalCounts> {
  const room = await readRoom([...new Set([...counts.values()].map(({ keyId }) => keyId))]);
  const leftOf = (keyId: string, code: string) =>
    room.get(roomKey(keyId, code)) ?? GROUPS_MAX[sourceOf(code)];
  const bySource = Map.groupBy(counts.values(), ({ keyId, code }) => roomKey(keyId, code));
  const full = [...bySource.values()].flatMap((own) => {
    const [first] = own;
    return first && own.length > leftOf(first.keyId, first.code) ? [first] : [];
  });
  if (full.length === 0) return counts;
  const known = await readKnown([...new Set(full.map(({ keyId }) => keyId))]);
  const limitedRooms = new Map(full.map(({ keyId, code }) => [roomKey(keyId, code), leftOf(keyId, code)]));
  const limited: RefusalCounts = new Map();
  for (const [mapKey, count] of counts) {
    const name = roomKey(count.keyId, count.code);
    const left = limitedRooms.get(name);
    if (left === undefined || known.has(mapKey) || count.address === null) addCount(limited, count);
    else if (left <= 0) addCount(limited, toOthers(count));
    else {
      limitedRooms.set(name, left - 1);
      addCount(limited, count);
    }
  }
  return limited;
}
