/** A rehearsal is about the calls of so many days (UTC), today among them. */
export const REHEARSED_DAYS = 7;
