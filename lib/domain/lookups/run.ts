import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { askCarrier } from '@/lib/domain/lookups/ask-carrier';
import { requireLookupCarrier } from '@/lib/domain/lookups/current-carrier';
import { planLookups } from '@/lib/domain/lookups/plan';
import { runLookupsSchema } from '@/lib/domain/lookups/schema';
import { type LookupRun, toResult } from '@/lib/domain/lookups/view';
import { parse } from '@/lib/domain/parse';
import { ok } from '@/lib/errors';

/**
 * Looks up numbers and returns the results. The format costs nothing, and neither do numbers that are not valid or that the
 * carrier does not answer. With `request`, a repeated request gets the first results and is not charged again.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CHANNEL_NOT_CONNECTED if no carrier can answer, or as
 * `askCarrier` does.
 */
export async function runLookups(
  actor: Actor,
  input: unknown,
  key: KnownKey,
  request?: IdempotentRequest<LookupRun>,
): Promise<OperationResult<LookupRun>> {
  const parsed = parse(runLookupsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'lookups/run');
  if (!authorized.ok) return authorized;
  const { kind, numbers } = parsed.value;
  const planned = await planLookups(numbers);
  if (!planned.ok) return planned;
  if (kind === 'format' || planned.value.every(({ valid }) => !valid)) {
    const { balance } = key;
    const price = { amount: 0n, currency: balance.currency };
    const outcome = { status: 'completed', facts: null, price } as const;
    const results = planned.value.map((format) => toResult(format, outcome));
    return ok({ kind, results, price, balance });
  }
  const carrier = requireLookupCarrier(authorized.value.environment);
  return carrier.ok
    ? askCarrier(authorized.value, { kind, formats: planned.value, carrier: carrier.value }, request)
    : carrier;
}
