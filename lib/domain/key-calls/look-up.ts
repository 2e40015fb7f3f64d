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

/** A secret whose key is looked for. */
interface Wanted {
  secret: string;
  /** The policy of the secrets of keys; undefined if the form of this one is not to be checked. */
  policy: KeyPolicy | undefined;
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

const isPossible = ({ secret, policy }: Wanted) => policy === undefined || isWellFormed(policy, secret);

/** Reads the keys that are not in memory. What is in memory is the secret of a key, so its form need not be checked. */
async function readMissing(missing: readonly Wanted[]): Promise<Map<string, KnownKey> | undefined> {
  const possible = missing.filter(isPossible);
  return possible.length > 0 ? readAndKeep(possible.map(({ secret }) => secret)) : undefined;
}

/** The keys with these secrets, in the same order; null for one that is revoked, unknown or at its end. */
const findKeys = inBatches(async (wanted: readonly Wanted[]): Promise<(KnownKey | null)[]> => {
  const hashes = wanted.map(({ secret }) => memoryHash(secret));
  const confirmed = await confirmKeys(hashes);
  const missing = wanted.filter((_, index) => !confirmed[index]);
  const read = missing.length > 0 ? await readMissing(missing) : undefined;
  const time = now();
  return hashes.map((hash, index) => {
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
export async function lookUpKey(secret: string, policy?: KeyPolicy): Promise<KnownKey | null> {
  const wanted = { secret, policy };
  try {
    return await findKeys(wanted);
  } catch (error) {
    // The other secrets of its batch needed the database.
    if (!isPossible(wanted)) return null;
    throw error;
  }
}
