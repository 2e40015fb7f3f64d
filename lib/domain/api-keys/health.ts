// What the health of keys is judged by. A browser may load this file, so it has no schema.

/** A scope that no successful call has needed for so many days is unused. */
export const UNUSED_DAYS = 60;

/** The filter “expires soon”. */
export const EXPIRES_SOON_DAYS = 30;

/** A key is idle if its last use is longer ago. Nobody can say of a key that is younger whether it can be revoked. */
export const IDLE_DAYS = 90;

/** What the list can be filtered by only because calls are counted. */
export const HEALTH_FILTERS = ['unused-scopes', 'safe-to-revoke'] as const;
export type HealthFilter = (typeof HEALTH_FILTERS)[number];

/** The filters that findings use. */
interface Findable {
  filter: string;
  expires?: unknown;
  scope?: unknown;
  used?: unknown;
  limits?: unknown;
  health?: unknown;
}

/** What an operator of keys should look at, in the order of pages. Each is a filter of the list. */
export const KEY_FINDINGS = {
  neverExpires: { expires: 'never' },
  expiresSoon: { expires: 'soon' },
  fullAccess: { scope: '*' },
  unusedScopes: { health: 'unused-scopes' },
  unlimited: { limits: 'none' },
  idle: { used: 'idle' },
  safeToRevoke: { health: 'safe-to-revoke' },
} as const;
export type KeyFinding = keyof typeof KEY_FINDINGS;
export const FINDINGS = Object.keys(KEY_FINDINGS).filter((name): name is KeyFinding => name in KEY_FINDINGS);

/** A filter without those that findings use. Revoked keys are no finding, so the current ones take their place. */
export function withoutFinding<Filter extends Findable>(filter: Filter) {
  const { expires: _, scope: __, used: ___, limits: ____, health: _____, ...rest } = filter;
  const state: Filter['filter'] | 'current' =
    filter.filter === 'all' || filter.filter === 'revoked' ? 'current' : filter.filter;
  return { ...rest, filter: state };
}

/** A filter that shows the keys of one finding alone, so that its number is that of the list. */
export function withFinding<Filter extends Findable>(filter: Filter, finding: KeyFinding) {
  return { ...withoutFinding(filter), ...KEY_FINDINGS[finding] };
}
