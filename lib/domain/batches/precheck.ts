import { now } from '@/lib/clock';
import type { Environment } from '@/lib/db/generated/enums';
import { queryPrepared } from '@/lib/db/prepared';
import type { Actor, ApiKeyActor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { type PlannedMessage, planBatch } from '@/lib/domain/batches/plan';
import { precheckBatchSchema } from '@/lib/domain/batches/schema';
import { exceededLimit, type SpendingSums } from '@/lib/domain/key-calls/spending-limits';
import { isCountryAllowed, isSenderAllowed } from '@/lib/domain/messages/check-limits';
import { pricedDestination } from '@/lib/domain/messages/price';
import { parse } from '@/lib/domain/parse';
import { type PriceRow, selectPrices, toPrices } from '@/lib/domain/prices/select-prices';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** A recipient that a batch could not be sent to. */
export interface Unroutable {
  /** As it was given. */
  to: string;
  reason:
    | 'invalid_number'
    | 'duplicate'
    | 'missing_variable'
    | 'text_too_long'
    | 'no_price'
    | 'country_not_allowed';
}

/** The part of a batch that goes to one destination of the price list, in one country. */
export interface PrecheckedRoute {
  /** ISO 3166-1 alpha-2; null if the numbers belong to no country. */
  country: string | null;
  /** As in the price list: a country, a calling code or `*`. */
  destination: string;
  recipients: number;
  segments: number;
  price: Money;
  /** Of one segment. */
  perSegment: Money;
}

/** What a batch would do. */
export interface Precheck {
  /** How many recipients were given. */
  recipients: number;
  segments: number;
  price: Money;
  balance: Money;
  /** Below zero if the balance does not cover the price. */
  balanceAfter: Money;
  isSufficient: boolean;
  /** Whether the key may send in the name of the given sender, or without one. */
  isSenderAllowed: boolean;
  /** The spending limit of the key that the price would exceed; null: none. */
  exceededLimit: keyof SpendingSums | null;
  routes: PrecheckedRoute[];
  unroutable: Unroutable[];
}

interface Row {
  countries: string[];
  senders: string[];
  currency: string;
  /** The driver reads a BIGINT as a string. */
  balance: string;
  spend_per_day: string | null;
  spend_per_month: string | null;
  spent_day: string;
  spent_month: string;
  prices: PriceRow;
}

function readBasis(environment: Environment) {
  return {
    name: `precheck-${environment}`,
    text: `
      SELECT k.countries, k.senders, k.spend_per_day, k.spend_per_month, w.currency,
        w.${environment}_balance AS balance, spent.day AS spent_day, spent.month AS spent_month,
        ${selectPrices({ currency: 'w.currency', channel: '$3', destinations: '$4' })} AS prices
      FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id
      CROSS JOIN LATERAL (
        SELECT COALESCE(sum(amount) FILTER (WHERE day = $5::date), 0)::bigint AS day,
          COALESCE(sum(amount), 0)::bigint AS month
        FROM api_key_spend
        WHERE api_key_id = k.id AND day >= date_trunc('month', $5::date)
          AND day < date_trunc('month', $5::date) + interval '1 month'
      ) spent
      WHERE k.id = $2 AND w.id = $1`,
  };
}

const toAmount = (column: string | null) => (column === null ? null : BigInt(column));

async function basisOf({ workspaceId, keyId, environment }: ApiKeyActor, planned: readonly PlannedMessage[]) {
  const destinations = [...new Set(planned.flatMap((each) => each.destinations))];
  const [row] = await queryPrepared<Row>(readBasis(environment), [
    workspaceId,
    keyId,
    'sms',
    destinations,
    now().toISOString().slice(0, 10),
  ]);
  if (!row) return undefined;
  const { countries, senders, currency, balance, prices } = row;
  return {
    ...{ countries, senders, currency, balance: BigInt(balance), prices: toPrices(prices) },
    limits: { spendPerDay: toAmount(row.spend_per_day), spendPerMonth: toAmount(row.spend_per_month) },
    spent: { day: BigInt(row.spent_day), month: BigInt(row.spent_month) },
  };
}

/**
 * Computes what a batch would cost, by route, and which recipients it could not reach. Sends, stores and charges nothing.
 * Tells also whether the balance, the spending limits and the senders of the key allow it.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND if the key was deleted, or FORBIDDEN for anyone but a key.
 */
export async function precheckBatch(actor: Actor, input: unknown): Promise<Result<Precheck>> {
  const parsed = parse(precheckBatchSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'batches/precheck');
  if (!authorized.ok) return authorized;
  const plan = await planBatch(parsed.value);
  const basis = await basisOf(authorized.value, plan.messages);
  if (!basis) return refuse('NOT_FOUND', say`This API key does not exist any more.`);
  const { countries, senders, currency, balance, prices, limits, spent } = basis;

  const unroutable: Unroutable[] = plan.problems.map(({ to, reason }) => ({ to, reason }));
  const routes = new Map<string, PrecheckedRoute>();
  for (const message of plan.messages) {
    const { recipient: to, country, segments } = message;
    const priced = pricedDestination(message, prices);
    if (!isCountryAllowed(countries, country)) unroutable.push({ to, reason: 'country_not_allowed' });
    else if (!priced) unroutable.push({ to, reason: 'no_price' });
    else addTo(routes, country ?? null, priced, segments, currency);
  }
  const listed = [...routes.values()];
  const price = listed.reduce((sum, route) => sum + route.price.amount, 0n);
  return ok({
    recipients: parsed.value.recipients.length,
    segments: listed.reduce((sum, { segments }) => sum + segments, 0),
    price: { amount: price, currency },
    balance: { amount: balance, currency },
    balanceAfter: { amount: balance - price, currency },
    isSufficient: balance >= price,
    isSenderAllowed: isSenderAllowed(senders, parsed.value.from ?? null),
    exceededLimit:
      exceededLimit(limits, { day: spent.day + price, month: spent.month + price })?.period ?? null,
    routes: listed,
    unroutable,
  });
}

function addTo(
  routes: Map<string, PrecheckedRoute>,
  country: string | null,
  { destination, perUnit: perSegment }: { destination: string; perUnit: bigint },
  segments: number,
  currency: string,
): void {
  const name = `${country} ${destination}`;
  const route = routes.get(name) ?? {
    country,
    destination,
    recipients: 0,
    segments: 0,
    price: { amount: 0n, currency },
    perSegment: { amount: perSegment, currency },
  };
  route.recipients += 1;
  route.segments += segments;
  route.price.amount += perSegment * BigInt(segments);
  routes.set(name, route);
}
