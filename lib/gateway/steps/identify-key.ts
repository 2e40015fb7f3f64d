import { refuseKey } from '@/lib/domain/api-keys/invalid-key';
import { type KnownKey, lookUpKey } from '@/lib/domain/api-keys/look-up';
import type { KeyPolicy } from '@/lib/domain/api-keys/policy';
import { isWellFormed } from '@/lib/domain/api-keys/secret';
import { ok, type Result } from '@/lib/errors';

/** Whose key it is. One that its checksum gives away costs no query. */
export async function identifyKey(credential: string, policy: KeyPolicy): Promise<Result<KnownKey>> {
  const key = isWellFormed(policy, credential) ? await lookUpKey(credential) : undefined;
  return key ? ok(key) : refuseKey();
}
