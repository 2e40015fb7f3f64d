import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { maskSecret } from '@/lib/domain/key-secrets/mask';
import { hashSecret, sealRecoverable } from '@/lib/domain/key-secrets/secret';
import { newId } from '@/lib/ids';

/** A new secret as the database stores it: hashed and masked, and sealed if it can be recovered. */
export function newSecretRow(policy: KeyPolicy, secret: string, createdAt: Date) {
  return {
    id: newId('sec'),
    hash: hashSecret(secret),
    masked: maskSecret(policy, secret),
    sealed: sealRecoverable(policy, secret),
    createdAt,
  };
}
