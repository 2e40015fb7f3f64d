import { z } from 'zod';
import type { Money } from '@/lib/domain/wallet/money';
import { type MoneyFormat, writeAmount } from '@/lib/profiles/money';

export const money = { currency: 'EUR', minDecimals: 4, as: 'string' } as const satisfies MoneyFormat;

/** Money in a response: a decimal string of currency units with four to six decimals, such as "0.0800". */
export const moneyResource = z.strictObject({
  amount: z
    .string()
    .regex(/^\d+\.\d{4,6}$/)
    .describe('A decimal string with four to six decimals, in units of the currency.'),
  currency: z.string().length(3).describe('The currency of the workspace (ISO 4217).'),
});

/** Money in a response that can be below zero. */
export const signedMoneyResource = z.strictObject({
  amount: z
    .string()
    .regex(/^-?\d+\.\d{4,6}$/)
    .describe('A decimal string with four to six decimals, in units of the currency. It can be negative.'),
  currency: moneyResource.shape.currency,
});

/** Money as the API writes it. */
export function toMoneyResource({ amount, currency }: Money): z.infer<typeof moneyResource> {
  return { amount: writeAmount(money, amount), currency };
}
