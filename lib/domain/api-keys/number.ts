import type { Transaction } from '@/lib/db/client';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/**
 * The number of the next key in the workspace, counted from 1; null if the policy does not number keys. Locks the
 * workspace until the transaction ends, so that two keys never get the same number.
 */
export async function nextKeyNumber(
  tx: Transaction,
  workspaceId: string,
  { numberSeparator, numericIds }: KeyPolicy,
): Promise<number | null> {
  if (numberSeparator === null && !numericIds) return null;
  await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
  const { _max } = await tx.apiKey.aggregate({ where: { workspaceId }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

/** What the API calls a key: its id, or its number if the policy says so. */
export function publicKeyId(
  { id, number }: { id: string; number: number | null },
  { numericIds }: KeyPolicy,
): string {
  return numericIds && number !== null ? String(number) : id;
}
