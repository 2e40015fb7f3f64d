import { db } from '@/lib/db/client';
import type { LastUse } from '@/lib/domain/api-keys/view';

/** Stores a call as the last use of a key. */
export async function setLastUse(
  apiKeyId: string,
  use: Pick<LastUse, 'at'> & Partial<LastUse>,
): Promise<void> {
  await db().apiKeyLastUse.upsert({ where: { apiKeyId }, create: { apiKeyId, ...use }, update: use });
}

/** Stores a call as the last use of a secret. */
export async function setSecretLastUse(
  secretId: string,
  use: Pick<LastUse, 'at'> & Partial<Pick<LastUse, 'address'>>,
): Promise<void> {
  await db().apiKeySecretLastUse.upsert({ where: { secretId }, create: { secretId, ...use }, update: use });
}
