import { DAY, HOUR } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';

/** A session ends this long after sign-in, however much it is used. */
export const ABSOLUTE_LIFETIME = 30 * DAY;

/** A session ends when it has not been used for this long. */
export const IDLE_LIFETIME = 7 * DAY;

/** A staff session ends after a working day, because it gives access to every customer's account. */
export const STAFF_LIFETIME = 12 * HOUR;

/** The condition for the sessions that are valid at a time. */
export function validSessions(at: Date) {
  return {
    endedAt: null,
    expiresAt: { gt: at },
    lastSeenAt: { gt: new Date(at.getTime() - IDLE_LIFETIME) },
  } satisfies Prisma.SessionWhereInput;
}
