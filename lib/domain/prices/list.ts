import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { PRICE_LIST, type PriceEntry } from '@/lib/domain/prices/price-list';
import { listPricesSchema } from '@/lib/domain/prices/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * The price list of a currency, by channel, destination and network.
 * Refuses with INVALID_REQUEST, or FORBIDDEN for everyone but Keydesk itself.
 */
export async function listPrices(actor: Actor, input: unknown): Promise<Result<PriceEntry[]>> {
  const parsed = parse(listPricesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'prices/list');
  if (!authorized.ok) return authorized;
  return ok(
    await db().price.findMany({
      where: { currency: parsed.value.currency },
      ...PRICE_LIST,
    }),
  );
}
