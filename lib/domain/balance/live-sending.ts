import { type CountryCode, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { requireCarrier } from '@/lib/domain/carrier/current';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** How many of the latest messages tell where a workspace usually sends. */
const LATEST = 100;

/** What members need to know before they send live messages. */
export interface LiveSending {
  balance: Money;
  /** What a segment costs; null if the currency has no prices. */
  price: {
    perSegment: Money;
    /** The country that most of the latest live messages went to; null: this is the lowest of all prices. */
    country: string | null;
  } | null;
  /** Whether the installation has a carrier. Without one, live messages are refused. */
  hasCarrier: boolean;
}

/** The country of most of the latest live messages. */
async function usualCountry(workspaceId: string): Promise<CountryCode | undefined> {
  const latest = await db().message.findMany({
    where: { workspaceId, environment: 'live' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LATEST,
    select: { country: true },
  });
  const counts = new Map<CountryCode, number>();
  for (const { country } of latest) {
    if (country && isSupportedCountry(country)) counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0];
}

/** What a segment to a country costs: the price of the country, of its calling code, or of all others. */
async function priceOf(currency: string, country: CountryCode): Promise<bigint | undefined> {
  const destinations = [country, getCountryCallingCode(country), '*'];
  const prices = await db().price.findMany({
    where: { currency, channel: 'sms', network: '', destination: { in: destinations } },
    select: { destination: true, amount: true },
  });
  const priced = destinations.map((name) => prices.find(({ destination }) => destination === name));
  return priced.find((price) => price !== undefined)?.amount;
}

async function lowestPrice(currency: string): Promise<bigint | null> {
  const { _min } = await db().price.aggregate({
    where: { currency, channel: 'sms', network: '' },
    _min: { amount: true },
  });
  return _min.amount;
}

async function priceFor(currency: string, country: CountryCode | undefined): Promise<LiveSending['price']> {
  const usual = country && (await priceOf(currency, country));
  if (country && usual !== undefined) {
    return { perSegment: { amount: usual, currency }, country: countryName(country) };
  }
  const amount = await lowestPrice(currency);
  return amount === null ? null : { perSegment: { amount, currency }, country: null };
}

/**
 * The live balance of the actor's workspace, what a message costs, and whether it can be sent at all. Every role may read
 * it. Refuses others with FORBIDDEN.
 */
export async function readLiveSending(actor: Actor): Promise<Result<LiveSending>> {
  const authorized = authorizeInWorkspace(actor, 'balance/live-sending');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const [{ currency, liveBalance }, country] = await Promise.all([
    db().workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { currency: true, liveBalance: true },
    }),
    usualCountry(workspaceId),
  ]);
  return ok({
    balance: { amount: liveBalance, currency },
    price: await priceFor(currency, country),
    hasCarrier: requireCarrier('live').ok,
  });
}
