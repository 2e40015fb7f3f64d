import { randomBase62 } from '@/lib/base62';
import { DAY, HOUR, now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import type { TokenPurpose } from '@/lib/db/generated/enums';
import { newId } from '@/lib/ids';

/** 43 base62 digits: 256 bits. */
const TOKEN_LENGTH = 43;

const LIFETIME: Record<TokenPurpose, number> = { verifyEmail: DAY, resetPassword: HOUR };

/** Makes a token that works once, in place of any earlier one for the same purpose. Only its hash is kept. */
export async function issueToken(tx: Transaction, userId: string, purpose: TokenPurpose): Promise<string> {
  const token = randomBase62(TOKEN_LENGTH);
  const time = now();
  await tx.oneTimeToken.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt: time } });
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

/** The user whose unused, unexpired token this is, and the workspace they joined first; looking does not use it up. */
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
    select: {
      user: {
        select: {
          id: true,
          email: true,
          name: true,
          emailVerifiedAt: true,
          memberships: { select: { workspaceId: true }, orderBy: { createdAt: 'asc' }, take: 1 },
        },
      },
    },
  });
  if (!found) return null;
  const { memberships, ...user } = found.user;
  return { ...user, workspaceId: memberships[0]?.workspaceId };
}

/** Uses a token up; true for exactly one of any number of parallel callers. */
export async function spendToken(tx: Transaction, token: string, purpose: TokenPurpose): Promise<boolean> {
  const time = now();
  const { count } = await tx.oneTimeToken.updateMany({
    where: { hash: sha256(token), purpose, usedAt: null, expiresAt: { gt: time } },
    data: { usedAt: time },
  });
  return count === 1;
}
