import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { readFormat } from '@/lib/domain/lookups/read-format';
import { runLookupsSchema } from '@/lib/domain/lookups/schema';
import { type LookupRun, NO_FACTS } from '@/lib/domain/lookups/view';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Looks up numbers and returns the results. The format costs nothing.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, or CHANNEL_NOT_CONNECTED for what only a carrier can tell.
 */
export async function runLookups(actor: Actor, input: unknown, key: KnownKey): Promise<Result<LookupRun>> {
  const parsed = parse(runLookupsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'lookups/run');
  if (!authorized.ok) return authorized;
  const { kind, numbers } = parsed.value;
  if (kind !== 'format') {
    return refuse('CHANNEL_NOT_CONNECTED', 'No carrier is connected that answers lookups of this kind.');
  }
  const results = numbers.map((number) => ({ ...readFormat(number), ...NO_FACTS }));
  const { balance } = key;
  return ok({ kind, results, price: { amount: 0n, currency: balance.currency }, balance });
}
