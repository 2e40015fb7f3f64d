import type { Environment } from '@/lib/db/generated/enums';
import { queryPrepared } from '@/lib/db/prepared';
import type { Actor, ApiKeyActor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { type PlannedMessage, planBatch } from '@/lib/domain/batches/plan';
import { precheckBatchSchema } from '@/lib/domain/batches/schema';
import { isCountryAllowed } from '@/lib/domain/messages/check-limits';
import { pricedDestination } from '@/lib/domain/messages/price';
import { parse } from '@/lib/domain/parse';
import { type PriceRow, selectPrices, toPrices } from '@/lib/domain/prices/select-prices';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';

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
  routes: PrecheckedRoute[];
  unroutable: Unroutable[];
}

interface Row {
  countries: string[];
  currency: string;
  /** The driver reads a BIGINT as a string. */
  balance: string;
  prices: PriceRow;
}

function readBasis(environment: Environment) {
  return {
    name: `precheck-${environment}`,
    text: `
      SELECT k.countries, w.currency, w.${environment}_balance AS balance,
        ${selectPrices({ currency: 'w.currency', channel: '$3', destinations: '$4' })} AS prices
      FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id
      WHERE k.id = $2 AND w.id = $1`,
  };
}

async function basisOf({ workspaceId, keyId, environment }: ApiKeyActor, planned: readonly PlannedMessage[]) {
  const destinations = [...new Set(planned.flatMap((each) => each.destinations))];
  const [row] = await queryPrepared<Row>(readBasis(environment), [workspaceId, keyId, 'sms', destinations]);
  return row && { ...row, balance: BigInt(row.balance), prices: toPrices(row.prices) };
}

/**
 * Computes what a batch would cost, by route, and which recipients it could not reach. Sends, stores and charges nothing.
 * The spending limits of the key are not checked.
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
  if (!basis) return refuse('NOT_FOUND', 'This API key does not exist any more.');
  const { countries, currency, balance, prices } = basis;

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
    routes: listed,
    unroutable,
  });
}

function addTo(
  routes: Map<string, PrecheckedRoute>,
  country: string | null,
  { destination, perSegment }: { destination: string; perSegment: bigint },
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
