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

/** Whether the balance is enough for the call. */
function isCovered({ price, currency }: Refused['detail'], { environment, workspace }: KeyState): boolean {
  if (price === undefined || currency !== workspace.currency) return false;
  const balance = environment === 'live' ? workspace.liveBalance : workspace.sandboxBalance;
  return Number(toDecimal(balance, RECORDED_DECIMALS)) >= Number(price);
}

/** Whether the settings or the balance have changed since, so that the call would not be refused for the same reason. */
export function isFixed(refused: Refused, key: KeyState): boolean {
  const { code, detail } = refused;
  if (code === 'WORKSPACE_SUSPENDED') return key.workspace.suspendedAt === null;
  if (code === 'SIGNATURE_REQUIRED') return !key.signingRequired;
  if (code === 'INSUFFICIENT_BALANCE') return isCovered(detail, key);
  if (code === 'RATE_LIMITED' && detail.of === 'workspace') {
    return (key.workspace.rateLimitCap ?? 0) > Number(detail.limit);
  }
  const fix = fixOf(refused);
  switch (fix?.kind) {
    case undefined:
      return false;
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
