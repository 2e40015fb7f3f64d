import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** The columns of a user that `factorsOf` reads. */
export const factorColumns = {
  secondFactor: { select: { confirmedAt: true } },
  _count: { select: { passkeys: true } },
} as const satisfies Prisma.UserSelect;

/** What a user has besides a password. */
export interface Factors {
  app: boolean;
  passkeys: boolean;
  /** Whether signing in with the password needs one of them, or a recovery code. */
  on: boolean;
}

export function factorsOf({
  secondFactor,
  _count,
}: Prisma.UserGetPayload<{ select: typeof factorColumns }>): Factors {
  const app = secondFactor?.confirmedAt != null;
  const passkeys = _count.passkeys > 0;
  return { app, passkeys, on: app || passkeys };
}

/** The factors of a user. */
export async function readFactors(tx: Pick<Transaction, 'user'>, userId: string): Promise<Factors> {
  return factorsOf(await tx.user.findUniqueOrThrow({ where: { id: userId }, select: factorColumns }));
}
