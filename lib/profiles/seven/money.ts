import type { MoneyFormat } from '@/lib/profiles/money';

/** Amounts are numbers of euros. */
export const money = { currency: 'EUR', minDecimals: 0, as: 'number' } as const satisfies MoneyFormat;
