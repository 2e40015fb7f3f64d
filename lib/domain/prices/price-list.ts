import type { Prisma } from '@/lib/db/generated/client';

const entryColumns = {
  channel: true,
  destination: true,
  network: true,
  amount: true,
} satisfies Prisma.PriceSelect;

/** One row of the price list of a currency. */
export type PriceEntry = Prisma.PriceGetPayload<{ select: typeof entryColumns }>;

/** The query for a price list, in the order of its rows. */
export const PRICE_LIST = {
  select: entryColumns,
  orderBy: [{ channel: 'asc' }, { destination: 'asc' }, { network: 'asc' }],
} satisfies Prisma.PriceFindManyArgs;

/** A price that is replaced. */
export interface ChangedPrice extends PriceEntry {
  /** The amount before. */
  from: bigint;
}

/** How a price list differs from the one before. */
export interface PriceChanges {
  added: PriceEntry[];
  changed: ChangedPrice[];
  removed: PriceEntry[];
  unchanged: number;
}

/** What a price is for, as one text. */
export function priceKey({ channel, destination, network }: Omit<PriceEntry, 'amount'>): string {
  return [channel, destination, network].join(' ');
}

/** The changes that turn one price list into another. */
export function comparePrices(before: readonly PriceEntry[], after: readonly PriceEntry[]): PriceChanges {
  const left = new Map(before.map((price) => [priceKey(price), price]));
  const changes: PriceChanges = { added: [], changed: [], removed: [], unchanged: 0 };
  for (const price of after) {
    const key = priceKey(price);
    const old = left.get(key);
    left.delete(key);
    if (!old) changes.added.push(price);
    else if (old.amount !== price.amount) changes.changed.push({ ...price, from: old.amount });
    else changes.unchanged += 1;
  }
  changes.removed.push(...left.values());
  return changes;
}
