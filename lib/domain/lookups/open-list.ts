import { now } from '@/lib/clock';
import type { LookupKind } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import { countDestinations } from '@/lib/domain/key-calls/count-destinations';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { countLookups } from '@/lib/domain/lookups/count';
import { insertLookups, type NewLookup } from '@/lib/domain/lookups/insert';
import type { LookupListView } from '@/lib/domain/lookups/list-view';
import { destinationsOf } from '@/lib/domain/lookups/plan';
import type { NumberFormat } from '@/lib/domain/lookups/view';
import { isCountryAllowed, refuseDestination } from '@/lib/domain/messages/check-limits';
import { simulatedRefusal } from '@/lib/domain/messages/magic-numbers';
import type { PricedDestinations } from '@/lib/domain/prices/select-prices';
import { type Charge, totalOf } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** Numbers that are to be looked up. */
export interface LookupDraft {
  kind: LookupKind;
  /** Whether a request waits for the results. */
  answersAtOnce: boolean;
  formats: readonly NumberFormat[];
  /** When the worker is to begin; null: at once. */
  scheduledAt: Date | null;
  /** When the worker takes the first step. */
  nextStepAt: Date;
}

/** A list that was stored and charged. */
export interface OpenedList {
  list: LookupListView;
  /** Of each number, in their order, in millionths of the currency unit. */
  prices: bigint[];
  /** After the charges. */
  balance: Money;
}

/** What a ledger entry about a lookup names as its reference. */
export function referenceOf(listId: string, position: number): string {
  return `${listId}/${position}`;
}

/** The number's price. Refuses with DESTINATION_NOT_SUPPORTED if no destination has one. */
function priceOf(format: NumberFormat, prices: ReadonlyMap<string, bigint>): Result<bigint> {
  for (const destination of destinationsOf(format)) {
    const price = prices.get(destination);
    if (price !== undefined) return ok(price);
  }
  return refuse(
    'DESTINATION_NOT_SUPPORTED',
    `Lookups of ${format.e164} are not supported: there is no price for this destination. Nothing was looked up.`,
  );
}

/** Checks that a key may look up these numbers. Refuses with DESTINATION_NOT_ALLOWED. */
function checkCountries(countries: readonly string[], formats: readonly NumberFormat[]): Result<null> {
  for (const { e164, country } of formats) {
    const isAllowed = e164 === null || isCountryAllowed(countries, country);
    if (!isAllowed) return refuseDestination('look up', e164, country);
  }
  return ok(null);
}

/** The rows of a list. Numbers that are not valid have their result at once, and are free, as the format is. */
function priceLookups(
  { kind, formats }: LookupDraft,
  prices: ReadonlyMap<string, bigint>,
): Result<NewLookup[]> {
  const lookups: NewLookup[] = [];
  for (const [index, format] of formats.entries()) {
    const { number, e164 } = format;
    const price = kind === 'format' || e164 === null ? ok(0n) : priceOf(format, prices);
    if (!price.ok) return price;
    lookups.push({ position: index + 1, number, e164, price: price.value });
  }
  return ok(lookups);
}

/** The prices that a list of lookups needs. */
export function lookupPrices(formats: readonly NumberFormat[]): PricedDestinations {
  return { channel: 'lookup', destinations: [...new Set(formats.flatMap(destinationsOf))] };
}

/**
 * Stores numbers that are to be looked up and charges them, all or none, in the transaction that has locked the key with
 * `lookupPrices`. The caller records the audit event.
 *
 * Refuses with DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, or in the sandbox as a magic number asks. The transaction must then be rolled back.
 */
export async function openLookupList(
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  key: UsableKey,
  draft: LookupDraft,
): Promise<Result<OpenedList>> {
  const { workspaceId, environment } = apiKey;
  const { kind, answersAtOnce, formats, scheduledAt, nextStepAt } = draft;
  const numbers = formats.flatMap(({ e164 }) => e164 ?? []);
  const simulated = environment === 'sandbox' ? simulatedRefusal(numbers) : undefined;
  if (simulated) return simulated;
  const allowed = checkCountries(key.countries, formats);
  if (!allowed.ok) return allowed;
  const priced = priceLookups(draft, key.prices);
  if (!priced.ok) return priced;

  const prices = priced.value.map(({ price }) => price);
  const createdAt = now();
  const { currency } = key;
  const id = newId('lk');
  const charges = priced.value
    .filter(({ price }) => price > 0n)
    .map(
      ({ position, price }): Charge => ({
        kind: 'lookup',
        reference: referenceOf(id, position),
        amount: price,
      }),
    );
  const isEmpty = numbers.length === 0;
  const list: LookupListView = {
    id,
    environment,
    kind,
    status: isEmpty ? 'completed' : 'queued',
    total: formats.length,
    done: formats.length - numbers.length,
    price: { amount: totalOf(charges), currency },
    createdAt,
    scheduledAt,
    completedAt: isEmpty ? createdAt : null,
  };
  insertLookups(tx, apiKey, {
    list,
    asked: numbers.length,
    answersAtOnce,
    nextStepAt,
    lookups: priced.value,
  });
  const counted = formats
    .map(({ country, e164 }, index) => ({ country, e164, price: prices[index] ?? 0n }))
    .filter(({ e164 }) => e164 !== null);
  const countries = counted.map(({ country }) => country);
  countDestinations(tx, key.id, createdAt, countries);
  if (kind !== 'format') countLookups(tx, { workspaceId, environment, kind, createdAt }, counted);
  const sizes = { numbers: numbers.length };
  const charged = await chargeKey(tx, key, {
    workspaceId,
    environment,
    charges,
    at: createdAt,
    sizes,
  });
  return charged.ok ? ok({ list, prices, balance: { amount: charged.value.balance, currency } }) : charged;
}
