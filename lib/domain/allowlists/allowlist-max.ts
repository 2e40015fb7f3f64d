/** How many networks an allowlist can have. */
export const ALLOWLIST_MAX = 100;
