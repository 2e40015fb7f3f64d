import type { Transaction } from '@/lib/db/client';
import { readFactors } from '@/lib/domain/factors/factors';
import { type CheckedPasskey, spendPasskey } from '@/lib/domain/passkeys/check';
import { spendCode } from '@/lib/domain/second-factor/spend-code';
import { ok, type Result, refuseFields } from '@/lib/errors';

interface SecondProof {
  code: string | undefined;
  passkey: CheckedPasskey | undefined;
}

/**
 * Uses up what a user proves the second factor with. Users without a second factor need nothing. Refuses with WRONG_CODE,
 * INVALID_CREDENTIALS, or INVALID_REQUEST if nothing is given.
 */
export async function spendProof(
  tx: Transaction,
  userId: string,
  { code, passkey }: SecondProof,
): Promise<Result<unknown>> {
  if (passkey) return spendPasskey(tx, userId, passkey);
  if (code !== undefined) return spendCode(tx, userId, code);
  const { on } = await readFactors(tx, userId);
  return on ? refuseFields({ code: 'Enter a code, or use a passkey.' }) : ok(null);
}
