import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { stepOf } from '@/lib/domain/second-factor/app-secret';
import { recoveryCodeHash } from '@/lib/domain/second-factor/recovery-codes';
import { ok, type Result, refuse } from '@/lib/errors';

/** What kind of code it was. */
export type CodeKind = 'app' | 'recovery code';

/** Uses up a step of the app, unless it or a later one was used. True for exactly one of any parallel callers. */
async function takeStep(tx: Transaction, userId: string, step: bigint): Promise<boolean> {
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1;
}

async function spendRecoveryCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, hash: recoveryCodeHash(code), usedAt: null },
    data: { usedAt: now() },
  });
  return count === 1;
}

/** The refusal of a code that is wrong or was used. */
export function refuseCode(): Result<never> {
  return refuse('WRONG_CODE', 'This code is wrong or was already used. Try the next one.');
}

/** Uses up a code of the user's second factor. Each code works once. Refuses with WRONG_CODE. */
export async function spendCode(tx: Transaction, userId: string, code: string): Promise<Result<CodeKind>> {
  if (code.length > 6)
    return (await spendRecoveryCode(tx, userId, code)) ? ok('recovery code') : refuseCode();
  const factor = await tx.secondFactor.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { sealedSecret: true },
  });
  if (!factor) return refuseCode();
  const step = stepOf(factor.sealedSecret, code);
  return step !== null && (await takeStep(tx, userId, step)) ? ok('app') : refuseCode();
}
