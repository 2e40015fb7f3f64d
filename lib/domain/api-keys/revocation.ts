import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { type KeyManager, operatorId } from '@/lib/domain/actor';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';

interface RevocableKey {
  id: string;
  label: string;
  environment: Environment;
  expiresAt: Date | null;
}

function revokerColumns(actor: KeyManager) {
  return actor.kind === 'apiKey' ? { revokedByKeyId: actor.keyId } : { revokedById: operatorId(actor) };
}

/** What revokes a key. */
export function revocation(revoker: KeyManager, { label, environment }: RevocableKey) {
  return {
    action: 'api_key.revoke',
    data: { revokedAt: now(), ...revokerColumns(revoker) },
    detail: { label, environment },
  } as const;
}

/** Forgets the secrets of revoked keys and tells the webhooks, in the transaction that revokes. */
export async function finishRevocation(
  tx: Transaction,
  workspaceId: string,
  keys: readonly RevocableKey[],
): Promise<void> {
  // They are never shown again.
  await tx.apiKeySecret.updateMany({
    where: { apiKeyId: { in: keys.map(({ id }) => id) }, sealed: { not: null } },
    data: { sealed: null },
  });
  for (const key of keys) await recordKeyEvent(tx, 'api_key.revoked', { ...key, workspaceId });
}
