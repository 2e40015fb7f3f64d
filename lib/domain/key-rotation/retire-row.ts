import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';

interface OldSecretRow {
  id: string;
  apiKeyId: string;
  masked: string;
}

/** Retires a replaced secret. The caller has locked its key. Returns what the audit log says of it. */
export async function retireRow(tx: Transaction, { id, apiKeyId, masked }: OldSecretRow) {
  await tx.apiKeySecret.update({ where: { id, apiKeyId }, data: { retiredAt: now() }, select: { id: true } });
  return { action: 'api_key.retire_secret', detail: { secretId: id, maskedSecret: masked } } as const;
}
