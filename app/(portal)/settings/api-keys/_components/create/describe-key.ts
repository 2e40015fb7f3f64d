import { countryName } from '@/app/(portal)/settings/api-keys/_components/country-name';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';

export type DescribedKey = Omit<CreateApiKeyInput, 'label' | 'length' | 'creationToken'>;

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const SHOWN = 3;

/** The first few of a list, and how many more there are. */
function listed(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return [...items.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** What a key may do, and what it may not, in short phrases that follow "This key can" and "It cannot". */
export function describeKey(
  {
    environment,
    scopes,
    expiry = 'never',
    requireSignatures,
    rateLimit,
    allowlist = [],
    limits = {},
  }: DescribedKey,
  policy: KeyPolicy,
): { can: string[]; cannot: string[] } {
  const isFull = scopes.includes(FULL_ACCESS);
  const allows = ({ name }: { name: string }) => isFull || scopes.includes(name);
  const phrases = (allowed: boolean) =>
    policy.scopes.filter((scope) => allows(scope) === allowed).map((scope) => lowerFirst(scope.description));

  const can = ['read which workspace and key it is', ...phrases(true)];
  if (isFull) can.push('do whatever is added to the API later');
  if (environment === 'live') can.push('spend your balance, where it sends');

  const cannot = phrases(false);
  if (environment === 'sandbox') cannot.push('reach a real phone or spend money');
  if (expiry !== 'never') cannot.push('be used after its end');
  if (requireSignatures) cannot.push('be used without the signing secret');
  if (rateLimit) cannot.push(`call more than ${rateLimit.toLocaleString('en')} times a minute`);
  if (allowlist.length > 0) cannot.push(`be used outside ${listed(allowlist.map(({ network }) => network))}`);
  if (limits.spendPerDay != null || limits.spendPerMonth != null) cannot.push('spend beyond its limits');
  if (limits.countries?.length) cannot.push(`send outside ${listed(limits.countries.map(countryName))}`);
  if (limits.senders?.length) cannot.push(`send as anyone but ${listed(limits.senders)}`);
  cannot.push('change keys or settings');
  return { can, cannot };
}
