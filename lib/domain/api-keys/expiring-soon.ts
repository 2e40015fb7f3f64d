import { DAY } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';

export const SOON_DAYS = 14;

/** The condition for working keys that expire within 14 days of `at`. The caller adds the workspace. */
export function expiringSoon(at: Date) {
  return {
    revokedAt: null,
    disabledAt: null,
    expiresAt: { gt: at, lte: new Date(at.getTime() + SOON_DAYS * DAY) },
  } satisfies Prisma.ApiKeyWhereInput;
}
