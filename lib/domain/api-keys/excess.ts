import { isWithin } from '@/lib/domain/allowlists/network';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import type { DetailsRow } from '@/lib/domain/api-keys/details';
import type { LimitsRow } from '@/lib/domain/api-keys/limits';
import { widens } from '@/lib/domain/key-policy/scopes';
import { say } from '@/lib/say';

/** Everything that restricts a key. */
export interface KeyRestrictions extends LimitsRow {
  scopes: readonly string[];
  /** Null: never. */
  expiresAt: Date | null;
  /** Calls a minute. */
  rateLimit: number;
  signingRequired: boolean;
  /** In canonical spelling. Empty: all networks. */
  networks: readonly string[];
}

/** The restrictions of a stored key. */
export function restrictionsOf(key: DetailsRow): KeyRestrictions {
  return { ...key, networks: storedAllowlist(key.allowlist).map(({ network }) => network) };
}

/** Null is more than every number and later than every time. */
function exceeds<T extends bigint | Date>(own: T | null, asked: T | null): boolean {
  return own !== null && (asked === null || asked > own);
}

/** An empty list means everything. */
function namesMore(own: readonly string[], asked: readonly string[], isCovered = own.includes.bind(own)) {
  return own.length > 0 && (asked.length === 0 || asked.some((name) => !isCovered(name)));
}

/**
 * What one key may do that another may not: a sentence for each setting, by its name in the input of `createApiKey`.
 * Empty if the asked one is no wider.
 */
export function excessOf(own: KeyRestrictions, asked: KeyRestrictions): Record<string, string> {
  const checks: [field: string, isWider: boolean, problem: string][] = [
    ['scopes', widens(own.scopes, asked.scopes), say`The calling key does not have all these scopes.`],
    ['expiry', exceeds(own.expiresAt, asked.expiresAt), say`The calling key expires earlier.`],
    [
      'rateLimit',
      asked.rateLimit > own.rateLimit,
      say`The calling key may make ${own.rateLimit} calls a minute.`,
    ],
    [
      'requireSignatures',
      own.signingRequired && !asked.signingRequired,
      say`The calling key must sign its calls.`,
    ],
    [
      'allowlist',
      namesMore(own.networks, asked.networks, (network) => isWithin(own.networks, network)),
      say`The calling key may not be used from all these networks.`,
    ],
    [
      'limits.spendPerDay',
      exceeds(own.spendPerDay, asked.spendPerDay),
      say`The calling key may spend less a day.`,
    ],
    [
      'limits.spendPerMonth',
      exceeds(own.spendPerMonth, asked.spendPerMonth),
      say`The calling key may spend less a month.`,
    ],
    [
      'limits.countries',
      namesMore(own.countries, asked.countries),
      say`The calling key may not send to all these countries.`,
    ],
    [
      'limits.senders',
      namesMore(own.senders, asked.senders),
      say`The calling key may not send from all these senders.`,
    ],
  ];
  return Object.fromEntries(
    checks.filter(([, isWider]) => isWider).map(([field, , problem]) => [field, problem]),
  );
}
