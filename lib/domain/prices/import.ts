import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import {
  comparePrices,
  PRICE_LIST,
  type PriceChanges,
  type PriceEntry,
} from '@/lib/domain/prices/price-list';
import { readPriceList } from '@/lib/domain/prices/read-price-list';
import { importPricesSchema } from '@/lib/domain/prices/schema';
import { transact } from '@/lib/domain/transact';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';

async function applyChanges(
  tx: Transaction,
  currency: string,
  { added, changed, removed }: PriceChanges,
): Promise<void> {
  const gone = [...changed, ...removed];
  await tx.$executeRaw`
    DELETE FROM prices USING unnest(
      ${gone.map(({ channel }) => channel)}::text[],
      ${gone.map(({ destination }) => destination)}::text[],
      ${gone.map(({ network }) => network)}::text[]
    ) AS gone(channel, destination, network)
    WHERE prices.currency = ${currency} AND prices.channel::text = gone.channel
      AND prices.destination = gone.destination AND prices.network = gone.network`;
  const validFrom = now();
  const replaced = changed.map(({ from: previousAmount, ...price }) => ({ ...price, previousAmount }));
  await tx.price.createMany({
    data: [...added, ...replaced].map((price) => ({ ...price, currency, validFrom })),
  });
}

const toDetail = ({ channel, destination, network, amount }: PriceEntry) => ({
  channel,
  destination,
  network,
  price: toDecimal(amount, RECORDED_DECIMALS),
});

/**
 * Replaces the price list of a currency with that of a CSV file, for the channels that the file names: what the file
 * does not contain is removed. Calls that arrive later are charged the new prices. With `dryRun` it only returns the
 * changes.
 *
 * Refuses with INVALID_REQUEST, naming line and column, or FORBIDDEN for everyone but Keydesk itself.
 */
export async function importPrices(actor: Actor, input: unknown): Promise<Result<PriceChanges>> {
  const parsed = parse(importPricesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'prices/import');
  if (!authorized.ok) return authorized;
  const { csv, currency, dryRun } = parsed.value;
  const list = readPriceList(csv);
  if (!list.ok) return list;
  const channels = [...new Set(list.value.map(({ channel }) => channel))];
  return transact(authorized.value, async (tx) => {
    // Another import waits, so that each one compares with the result of the one before. Reading does not wait.
    if (!dryRun) await tx.$executeRaw`LOCK TABLE prices IN SHARE ROW EXCLUSIVE MODE`;
    const before = await tx.price.findMany({
      where: { currency, channel: { in: channels } },
      ...PRICE_LIST,
    });
    const changes = comparePrices(before, list.value);
    const { added, changed, removed } = changes;
    if (dryRun || added.length + changed.length + removed.length === 0) return ok(changes);
    await applyChanges(tx, currency, changes);
    await recordAudit(tx, authorized.value, {
      action: 'price.import',
      detail: {
        currency,
        added: added.map(toDetail),
        changed: changed.map((price) => ({
          ...toDetail(price),
          from: toDecimal(price.from, RECORDED_DECIMALS),
        })),
        removed: removed.map(toDetail),
      },
    });
    return ok(changes);
  });
}
