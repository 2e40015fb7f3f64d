import { now } from '@/lib/clock';
import { inBatches } from '@/lib/db/batches';
import { type KnownKey, readKeys } from '@/lib/domain/key-calls/known-key';
import { readVersions } from '@/lib/domain/key-calls/read-versions';
import { RecentEntries } from '@/lib/domain/key-calls/recent-entries';
import { hashSecret } from '@/lib/domain/key-secrets/secret';

/** Enough for the keys in use. A key takes about a kilobyte, and more with long allowlists. */
const KEYS_IN_MEMORY = 10_000;

/** Keys by the hash of their secret, as they were read. They may be out of date: see `confirmKeys`. */
const inMemory = new RecentEntries<string, KnownKey>(KEYS_IN_MEMORY);

/** The keys in memory whose workspace still has the version with which they were read, with its balance of now. */
async function confirmKeys(hashes: readonly string[]): Promise<Map<string, KnownKey>> {
  const keys = new Map<string, KnownKey>();
  const workspaceIds = new Set<string>();
  for (const hash of hashes) {
    const key = inMemory.get(hash);
    if (!key) continue;
    keys.set(hash, key);
    workspaceIds.add(key.workspace.id);
  }
  if (keys.size === 0) return keys;
  const current = await readVersions([...workspaceIds]);
  for (const [hash, key] of keys) {
    const { environment, workspace, balance } = key;
    const found = current.get(workspace.id);
    if (found?.version === workspace.version) {
      keys.set(hash, { ...key, balance: { ...balance, amount: found.balances[environment] } });
    } else {
      keys.delete(hash);
      inMemory.delete(hash);
    }
  }
  return keys;
}

/** The keys with these hashes, in the same order; null for one that is revoked, unknown or at its end. */
async function findKeys(hashes: readonly string[]): Promise<(KnownKey | null)[]> {
  const keys = await confirmKeys(hashes);
  const missing = hashes.filter((hash) => !keys.has(hash));
  if (missing.length > 0) {
    for (const [hash, key] of await readKeys(missing)) {
      keys.set(hash, key);
      inMemory.set(hash, key);
    }
  }
  const time = now();
  return hashes.map((hash) => {
    const key = keys.get(hash);
    return key && (key.secretEndsAt === null || key.secretEndsAt > time) ? key : null;
  });
}

const findKey = inBatches(findKeys);

/**
 * The key with this secret; null if it is revoked, unknown or at its end. Keys stay in memory, but every call confirms its
 * key with the database, in a read that begins after the call arrived. Calls that arrive in the same turn of the event loop
 * share one read.
 */
export async function lookUpKey(secret: string): Promise<KnownKey | null> {
  return findKey(hashSecret(secret).toString('hex'));
}
