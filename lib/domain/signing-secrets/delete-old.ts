import type { Transaction } from '@/lib/db/client';

/** Deletes an old signing secret. The caller has locked its key. Returns whether it was there. */
export async function deleteOldSigningSecret(tx: Transaction, keyId: string, id: string): Promise<boolean> {
  const { count } = await tx.oldSigningSecret.deleteMany({ where: { id, apiKeyId: keyId } });
  return count > 0;
}
