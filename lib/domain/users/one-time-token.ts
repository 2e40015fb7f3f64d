import { randomBase62 } from '@/lib/base62';
import { DAY, HOUR, now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import type { TokenPurpose } from '@/lib/db/generated/enums';
import { newId } from '@/lib/ids';

/** 43 base62 digits: 256 bits. */
const TOKEN_LENGTH = 43;

const LIFETIME: Record<TokenPurpose, number> = { verifyEmail: DAY, resetPassword: HOUR };

/** A token for a link. Only its hash is stored. */
export function newToken(): string {
  return randomBase62(TOKEN_LENGTH);
}

/**
 * Creates a token that works once. Only its hash is stored. Earlier tokens keep working until they expire or one is
 * used, because anybody can ask for another link and must not disable the first one.
 */
export async function issueToken(tx: Transaction, userId: string, purpose: TokenPurpose): Promise<string> {
  const token = newToken();
  const time = now();
  await tx.oneTimeToken.create({
    data: {
      id: newId('tok'),
      purpose,
      userId,
      hash: sha256(token),
      createdAt: time,
      expiresAt: new Date(time.getTime() + LIFETIME[purpose]),
    },
    select: { id: true },
  });
  return token;
}

/** The user of an unused, unexpired token. Reading does not use it up. */
export async function findTokenUser(
  tx: Pick<Transaction, 'oneTimeToken'>,
  token: string,
  purpose: TokenPurpose,
) {
  const found = await tx.oneTimeToken.findFirst({
    where: {
      hash: sha256(token),
      purpose,
      usedAt: null,
      expiresAt: { gt: now() },
      user: { disabledAt: null },
    },
    select: { user: { select: { id: true, email: true } } },
  });
  return found?.user ?? null;
}

/**
 * Uses up a token and the user's other tokens for the same purpose. True for exactly one of any parallel callers, with
 * whichever token.
 */
export async function spendToken(
  tx: Transaction,
  { token, purpose, userId }: { token: string; purpose: TokenPurpose; userId: string },
): Promise<boolean> {
  const time = now();
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const { count } = await tx.oneTimeToken.updateMany({
    where: { userId, hash: sha256(token), purpose, usedAt: null, expiresAt: { gt: time } },
    data: { usedAt: time },
  });
  if (count === 1) {
    await tx.oneTimeToken.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt: time } });
  }
  return count === 1;
}
