import { timesOfIds } from '@/lib/ids';

/** The time of attempts that were recorded before the table had partitions, or by the version from before that. */
export const NO_EVENT_TIME = new Date(0);

/** The first and the last of some times, so that only the partitions between them are read. */
export function rangeOf(times: readonly Date[]): { first: Date; last: Date } {
  const ms = times.map((time) => time.getTime());
  return { first: new Date(Math.min(...ms)), last: new Date(Math.max(...ms)) };
}

/** The condition for the attempts of a delivery. The time of its event tells in which partitions they are. */
export function attemptsOf({ deliveryId, createdAt }: { deliveryId: string; createdAt: Date }) {
  return { deliveryId, deliveryCreatedAt: { in: [createdAt, NO_EVENT_TIME] } };
}

/**
 * The condition for a delivery by its id, for Prisma; in SQL it is `createdWithIds`. If the id tells the time of the event, one
 * partition is read.
 */
export function deliveryWithId(id: string) {
  const times = timesOfIds([id]);
  return { id, ...(times && { createdAt: times.first }) };
}
