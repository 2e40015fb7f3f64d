import { DAY, HOUR } from '@/lib/clock';

/** The start of the hour. */
export const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / HOUR) * HOUR);
/** The start of the day in UTC. */
export const dayOf = (at: Date) => new Date(Math.floor(at.getTime() / DAY) * DAY);
