import { db } from '@/lib/db/client';
import { addCount, groupKey, type RefusalCounts, toOthers } from '@/lib/domain/refusals/count';

/** The most groups of a key with an address. Somebody with an old secret can call from any number of addresses. */
const GROUPS_MAX = 200;

async function countGroups(keyIds: string[]): Promise<Map<string, number>> {
  const rows = await db().keyRefusalGroup.groupBy({
    by: ['apiKeyId'],
    where: { apiKeyId: { in: keyIds } },
    _count: true,
  });
  return new Map(rows.map(({ apiKeyId, _count }) => [apiKeyId, _count]));
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
  const byKey = Map.groupBy(counts.values(), ({ keyId }) => keyId);
  const stored = await countGroups([...byKey.keys()]);
  const roomOf = (keyId: string) => GROUPS_MAX - (stored.get(keyId) ?? 0);
  const full = [...byKey].filter(([keyId, own]) => own.length > roomOf(keyId)).map(([keyId]) => keyId);
  if (full.length === 0) return counts;
  const known = await readKnown(full);
  const room = new Map(full.map((keyId) => [keyId, roomOf(keyId)]));
  const limited: RefusalCounts = new Map();
  for (const [mapKey, count] of counts) {
    const left = room.get(count.keyId);
    if (left === undefined || known.has(mapKey) || count.address === null) addCount(limited, count);
    else if (left <= 0) addCount(limited, toOthers(count));
    else {
      room.set(count.keyId, left - 1);
      addCount(limited, count);
    }
  }
  return limited;
}
