/** Which keys the list shows. A browser may load this file, so it has no schema. */
export const KEY_FILTERS = ['current', 'expiring', 'revoked', 'all'] as const;
