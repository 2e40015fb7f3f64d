import { createHmac } from 'node:crypto';
import { Secret } from 'otpauth';
import { derivedKey } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import { newId } from '@/lib/ids';

const COUNT = 10;
/** In bytes: sixteen digits of base32. */
const SIZE = 10;

/** The stored form of a recovery code. */
export function recoveryCodeHash(code: string): Buffer<ArrayBuffer> {
  return Buffer.from(createHmac('sha256', derivedKey('recovery-code')).update(code).digest());
}

/** Replaces a user's recovery codes and returns the new ones as they are shown: `ABCD-EFGH-IJKL-MNOP`. */
export async function replaceRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => new Secret({ size: SIZE }).base32);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId('rec'), userId, hash: recoveryCodeHash(code) })),
  });
  return codes.map((code) => code.replace(/.{4}(?=.)/g, '$&-'));
}
