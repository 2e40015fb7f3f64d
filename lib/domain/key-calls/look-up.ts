import { now } from '@/lib/clock';
import { inBatches } from '@/lib/db/batches';
import { type KnownKey, readKeys } from '@/lib/domain/key-calls/known-key';
import { type CurrentVersion, readVersions } from '@/lib/domain/key-calls/read-versions';
import { RecentEntries } from '@/lib/domain/key-calls/recent-entries';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { hashSecret, isWellFormed, memoryHash } from '@/lib/domain/key-secrets/secret';

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

/** A secret whose key is looked for, with its `memoryHash`. */
interface Wanted {
  secret: string;
  hash: string;
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

/** Reads the keys with these secrets, and keeps them in memory. The result has them by the `memoryHash` of the secret. */
async function readAndKeep(wanted: readonly Wanted[]): Promise<Map<string, KnownKey>> {
  const stored = wanted.map(({ secret }) => hashSecret(secret).toString('hex'));
  const found = await readKeys(stored);
  const keys = new Map<string, KnownKey>();
  for (const [index, { hash }] of wanted.entries()) {
    const key = found.get(stored[index] ?? '');
    if (!key) continue;
    keys.set(hash, key);
    inMemory.set(hash, key);
  }
  return keys;
}

/** The keys with these secrets, in the same order; null for one that is revoked, unknown or at its end. */
const findKeys = inBatches(async (wanted: readonly Wanted[]): Promise<(KnownKey | null)[]> => {
  const confirmed = await confirmKeys(wanted.map(({ hash }) => hash));
  const missing = wanted.filter((_, index) => !confirmed[index]);
  const read = missing.length > 0 ? await readAndKeep(missing) : undefined;
  const time = now();
  return wanted.map(({ hash }, index) => {
    const key = confirmed[index] ?? read?.get(hash);
    return key && (key.secretEndsAt === null || key.secretEndsAt > time) ? key : null;
  });
});

/**
 * The key with this secret; null if it is revoked, unknown or at its end. Keys stay in memory, but every call confirms its
 * key with the database, in a read that begins after the call arrived. Calls that arrive while a read waits to begin
 * share it.
 *
 * @param policy a secret that is not in memory and cannot be one of this policy is not looked for in the database; left out: every
 *   secret is
 */
export function lookUpKey(secret: string, policy?: KeyPolicy): Promise<KnownKey | null> {
  const hash = memoryHash(secret);
  // What is in memory is the secret of a key, so its form need not be checked.
  const isPossible = policy === undefined || inMemory.get(hash) !== undefined || isWellFormed(policy, secret);
  return isPossible ? findKeys({ secret, hash }) : Promise.resolve(null);
}
