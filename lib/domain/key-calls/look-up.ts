import { now } from '@/lib/clock';
import { inBatches } from '@/lib/db/batches';
import { type KnownKey, readKeys } from '@/lib/domain/key-calls/known-key';
import { type CurrentVersion, readVersions } from '@/lib/domain/key-calls/read-versions';
import { RecentEntries } from '@/lib/domain/key-calls/recent-entries';
import { hashSecret, memoryHash } from '@/lib/domain/key-secrets/secret';

/** Enough for the keys in use. A key takes about a kilobyte, and more with long allowlists. */
const KEYS_IN_MEMORY = 10_000;

/** Keys by the `memoryHash` of their secret, as they were read. They may be out of date: see `confirm`. */
const inMemory = new RecentEntries<string, KnownKey>(KEYS_IN_MEMORY);

/** The key with its balance of now, if its workspace still has the version with which it was read. */
function confirm(key: KnownKey, versions: ReadonlyMap<string, CurrentVersion>): KnownKey | undefined {
  const { environment, workspace, balance } = key;
  const current = versions.get(workspace.id);
  if (current?.version !== workspace.version) return undefined;
  const amount = current.balances[environment];
  return amount === balance.amount ? key : { ...key, balance: { ...balance, amount } };
}

/** The keys in memory with these `memoryHash`es, with their balances of now; undefined for one that may have changed. */
async function confirmKeys(hashes: readonly string[]): Promise<(KnownKey | undefined)[]> {
  const keys = hashes.map((hash) => inMemory.get(hash));
  const workspaceIds = new Set<string>();
  for (const key of keys) {
    if (key) workspaceIds.add(key.workspace.id);
  }
  if (workspaceIds.size === 0) return keys;
  const versions = await readVersions([...workspaceIds]);
  return hashes.map((hash, index) => {
    const key = keys[index];
    if (!key) return undefined;
    const confirmed = confirm(key, versions);
    if (!confirmed) inMemory.delete(hash);
    return confirmed;
  });
}

/** Reads the keys with these secrets, and keeps them in memory. */
async function readAndKeep(secrets: readonly string[]): Promise<Map<string, KnownKey>> {
  const stored = secrets.map((secret) => hashSecret(secret).toString('hex'));
  const found = await readKeys(stored);
  const keys = new Map<string, KnownKey>();
  for (const [index, secret] of secrets.entries()) {
    const key = found.get(stored[index] ?? '');
    if (!key) continue;
    const hash = memoryHash(secret);
    keys.set(hash, key);
    inMemory.set(hash, key);
  }
  return keys;
}

/** The keys with these secrets, in the same order; null for one that is revoked, unknown or at its end. */
async function findKeys(secrets: readonly string[]): Promise<(KnownKey | null)[]> {
  const hashes = secrets.map(memoryHash);
  const confirmed = await confirmKeys(hashes);
  const missing = secrets.filter((_, index) => !confirmed[index]);
  const read = missing.length > 0 ? await readAndKeep(missing) : undefined;
  const time = now();
  return hashes.map((hash, index) => {
    const key = confirmed[index] ?? read?.get(hash);
    return key && (key.secretEndsAt === null || key.secretEndsAt > time) ? key : null;
  });
}

/**
 * The key with this secret; null if it is revoked, unknown or at its end. Keys stay in memory, but every call confirms its
 * key with the database, in a read that begins after the call arrived. Calls that arrive in the same turn of the event loop
 * share one read.
 */
export const lookUpKey: (secret: string) => Promise<KnownKey | null> = inBatches(findKeys);
