import type { MoneyFormat } from '@/lib/profiles/money';

/** Amounts are numbers of shillings. */
export const money = { currency: 'UGX', minDecimals: 0, as: 'number' } as const satisfies MoneyFormat;
