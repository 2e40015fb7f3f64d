/** The periods that an owner can give the members of a workspace to set up a second factor, in days. */
export const GRACE_DAYS = [0, 7, 14, 30] as const;
