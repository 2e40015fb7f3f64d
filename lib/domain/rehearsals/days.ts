/** A rehearsal is about the calls of so many days (UTC), today among them. */
export const REHEARSED_DAYS = 7;

/** A scope that no successful call has needed for so many days is unused. */
export const UNUSED_DAYS = 60;
