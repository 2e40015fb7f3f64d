import { now } from '@/lib/clock';
import { isAllowed } from '@/lib/domain/allowlists/network';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { fixOf, type Refused } from '@/lib/domain/refusals/advice';
import type { KeyState } from '@/lib/domain/refusals/key-state';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

const covers = (list: readonly string[], item: string) => list.length === 0 || list.includes(item);

function allows(allowlist: unknown, address: string): boolean {
  return isAllowed(
    storedAllowlist(allowlist).map(({ network }) => network),
    address,
  );
}

/** Whether a limit is higher than the one that refused the call. */
function isRaised(limit: bigint | null, before: string | number | undefined): boolean {
  return (
    limit === null || (before !== undefined && Number(toDecimal(limit, RECORDED_DECIMALS)) > Number(before))
  );
}

/** Whether the balance is enough for the call; null if the price is not known in this currency. */
function isCovered(
  { price, currency }: Refused['detail'],
  { environment, workspace }: KeyState,
): boolean | null {
  if (price === undefined || currency !== workspace.currency) return null;
  const balance = environment === 'live' ? workspace.liveBalance : workspace.sandboxBalance;
  return Number(toDecimal(balance, RECORDED_DECIMALS)) >= Number(price);
}

/** Whether the limit of the whole workspace is higher; null if it was and is the highest one of the provider. */
function isCapRaised({ limit, cap }: Refused['detail'], { workspace }: KeyState): boolean | null {
  if (workspace.rateLimitCap === null) return cap === undefined ? null : true;
  return workspace.rateLimitCap > Number(limit);
}

/** The same for calls from any address or with any sender, which are counted together. */
function isAnyAllowed({ code, detail }: Refused, key: KeyState): boolean | null {
  if (code === 'IP_NOT_ALLOWED') {
    return (
      storedAllowlist(detail.list === 'workspace' ? key.workspace.allowlist : key.allowlist).length === 0
    );
  }
  return code === 'SENDER_NOT_APPROVED' ? key.senders.length === 0 : null;
}

/**
 * Whether the settings or the balance have changed since, so that the call would not be refused for the same reason; null if
 * they cannot tell.
 */
export function isFixed(refused: Refused, key: KeyState): boolean | null {
  const { code, detail } = refused;
  if (code === 'WORKSPACE_SUSPENDED') return key.workspace.suspendedAt === null;
  // The caller may have begun to sign.
  if (code === 'SIGNATURE_REQUIRED') return key.signingRequired ? null : true;
  if (code === 'INSUFFICIENT_BALANCE') return isCovered(detail, key);
  if (code === 'RATE_LIMITED' && detail.of === 'workspace') return isCapRaised(detail, key);
  const fix = fixOf(refused);
  switch (fix?.kind) {
    case undefined:
      return isAnyAllowed(refused, key);
    case 'addScope':
      return key.scopes.includes(FULL_ACCESS) || key.scopes.includes(fix.scope);
    case 'allowAddress':
      return allows(fix.list === 'key' ? key.allowlist : key.workspace.allowlist, fix.address);
    case 'allowCountry':
      return covers(key.countries, fix.country);
    case 'allowSender':
      return covers(key.senders, fix.sender);
    case 'enable':
      return key.disabledAt === null;
    case 'extend':
      return key.expiresAt === null || key.expiresAt > now();
    case 'raiseSpendLimit':
      return isRaised(fix.period === 'day' ? key.spendPerDay : key.spendPerMonth, detail.limit);
    case 'raiseRateLimit':
      return key.rateLimit > Number(detail.limit);
  }
}
