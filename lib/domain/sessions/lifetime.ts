import { DAY, HOUR } from '@/lib/clock';

/** A session ends this long after sign-in, however much it is used. */
export const ABSOLUTE_LIFETIME = 30 * DAY;

/** A session ends when it has not been used for this long. */
export const IDLE_LIFETIME = 7 * DAY;

/** A staff session ends after a working day, because it gives access to every customer's account. */
export const STAFF_LIFETIME = 12 * HOUR;
