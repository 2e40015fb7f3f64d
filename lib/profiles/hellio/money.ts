import type { MoneyFormat } from '@/lib/profiles/money';

export const money = { currency: 'GHS', minDecimals: 4, as: 'string' } as const satisfies MoneyFormat;

/** For the documentation. */
export const EXAMPLE_PRICE = '0.0350';
