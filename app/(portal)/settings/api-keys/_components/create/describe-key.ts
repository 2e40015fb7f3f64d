import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { say } from '@/lib/say';

export type DescribedKey = Omit<CreateApiKeyInput, 'label' | 'length' | 'creationToken'>;

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const SHOWN = 3;

/** The first few items of a list, and how many more there are. */
function listed(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return [...items.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** What a key can and can't do, in short phrases that follow "This key can" and "It cannot". */
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

  const can = [say`see its own workspace and key details`, ...phrases(true)];
  if (isFull) can.push('use everything that is added to the API later');
  if (environment === 'live') can.push('spend your balance when it sends');

  const cannot = phrases(false);
  if (environment === 'sandbox') cannot.push('send real messages or spend money');
  if (expiry !== 'never') cannot.push('be used after it expires');
  if (requireSignatures) cannot.push('be used without the signing secret');
  if (rateLimit) cannot.push(`call more than ${rateLimit.toLocaleString('en')} times a minute`);
  if (allowlist.length > 0)
    cannot.push(`be used from addresses other than ${listed(allowlist.map(({ network }) => network))}`);
  if (limits.spendPerDay != null || limits.spendPerMonth != null) cannot.push('spend more than its limits');
  if (limits.countries?.length)
    cannot.push(`send to countries other than ${listed(limits.countries.map(countryName))}`);
  if (limits.senders?.length) cannot.push(`use senders other than ${listed(limits.senders)}`);
  cannot.push(say`change keys or settings`);
  return { can, cannot };
}
