import type { AttentionItem } from '@/app/(portal)/(overview)/_components/attention-section';
import { listHref } from '@/app/(portal)/settings/api-keys/search-params';
import { usageHref } from '@/app/(portal)/usage/search-params';
import { formatCount } from '@/components/format-count';
import type { Attention } from '@/lib/domain/overview/read';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { say } from '@/lib/say';

function rejectedItem({ calls, keys, most }: NonNullable<Attention['rejectedToday']>): AttentionItem {
  const rejected =
    calls === 1 ? '1 call was rejected today' : `${formatCount(calls)} calls were rejected today`;
  if (keys === 1) {
    return {
      text: say`${rejected}, with the key “${most.label}”.`,
      href: `/settings/api-keys/${most.keyId}`,
      action: 'See how to fix them',
    };
  }
  return {
    text: say`${rejected}, with ${formatCount(keys)} keys. “${most.label}” has most of them: ${formatCount(most.calls)}.`,
    href: usageHref({ days: 1 }),
    action: say`See the calls by key`,
  };
}

function leakedItem({ keys, latest }: NonNullable<Attention['leaked']>): AttentionItem {
  if (keys === 1) {
    return {
      text: say`The key “${latest.label}” was reported as leaked.`,
      href: `/settings/api-keys/${latest.keyId}`,
      action: 'See where it was found and what to do',
    };
  }
  return {
    text: say`${formatCount(keys)} keys were reported as leaked.`,
    href: listHref({ filter: 'leaked' }),
    action: say`See the leaked keys`,
  };
}

/**
 * What needs attention, the most urgent first.
 * @param webhooksHref the page with the webhook endpoints
 */
export function attentionItems(
  { unconfirmedEmail, leaked, expiringKeys, rejectedToday, lowBalance, failingEndpoints }: Attention,
  webhooksHref: string,
): AttentionItem[] {
  const items: AttentionItem[] = [];
  if (leaked) items.push(leakedItem(leaked));
  if (unconfirmedEmail) {
    items.push({
      text: 'Your email address is not confirmed.',
      href: '/account',
      action: 'Go to your account',
    });
  }
  if (lowBalance) {
    items.push({
      text: say`The live balance is low: ${formatMoney(lowBalance)}.`,
      href: '/balance',
      action: 'See what you can spend',
    });
  }
  const [endpoint] = failingEndpoints;
  if (endpoint) {
    const isOne = failingEndpoints.length === 1;
    items.push({
      text: isOne
        ? `Deliveries to ${endpoint.url} fail.`
        : `Deliveries to ${formatCount(failingEndpoints.length)} webhook endpoints fail.`,
      href: isOne ? `/settings/webhooks/${endpoint.id}` : webhooksHref,
      action: 'See the deliveries',
    });
  }
  if (rejectedToday) items.push(rejectedItem(rejectedToday));
  if (expiringKeys > 0) {
    items.push({
      text:
        expiringKeys === 1
          ? say`1 key expires in the next 14 days.`
          : say`${formatCount(expiringKeys)} keys expire in the next 14 days.`,
      href: listHref({ filter: 'expiring' }),
      action: say`See the expiring keys`,
    });
  }
  return items;
}
