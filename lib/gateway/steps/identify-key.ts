import { refuseKey } from '@/lib/domain/key-calls/invalid-key';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result } from '@/lib/errors';

/** Finds the key of a credential. One with a wrong checksum needs no query. */
export async function identifyKey(credential: string, policy: KeyPolicy): Promise<Result<KnownKey>> {
  const key = await lookUpKey(credential, policy);
  return key ? ok(key) : refuseKey();
}
