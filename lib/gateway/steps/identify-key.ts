import { refuseKey } from '@/lib/domain/key-calls/invalid-key';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { isWellFormed } from '@/lib/domain/key-secrets/secret';
import { ok, type Result } from '@/lib/errors';

/** Finds the key of a credential. A wrong checksum is refused without a query. */
export async function identifyKey(credential: string, policy: KeyPolicy): Promise<Result<KnownKey>> {
  const key = isWellFormed(policy, credential) ? await lookUpKey(credential) : undefined;
  return key ? ok(key) : refuseKey();
}
