import type { Transaction } from '@/lib/db/client';

/** What sets when a key expires. @param expiresAt null: never */
export function expiryChange(key: { expiresAt: Date | null }, expiresAt: Date | null) {
  return {
    action: 'api_key.set_expiry',
    data: { expiresAt },
    detail: { from: key.expiresAt?.toISOString() ?? null, to: expiresAt?.toISOString() ?? null },
  } as const;
}

/** Lets the old secrets and signing secrets of keys end no later than the keys, in the transaction that sets their expiry. */
export async function shortenOldSecrets(
  tx: Transaction,
  keyIds: readonly string[],
  expiresAt: Date | null,
): Promise<void> {
  if (!expiresAt) return;
  await tx.apiKeySecret.updateMany({
    where: {
      apiKeyId: { in: [...keyIds] },
      replacedAt: { not: null },
      retiredAt: null,
      OR: [{ endsAt: null }, { endsAt: { gt: expiresAt } }],
    },
    data: { endsAt: expiresAt },
  });
  await tx.oldSigningSecret.updateMany({
    where: { apiKeyId: { in: [...keyIds] }, OR: [{ endsAt: null }, { endsAt: { gt: expiresAt } }] },
    data: { endsAt: expiresAt },
  });
}
