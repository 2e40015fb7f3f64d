import { z } from 'zod';
import type { Money } from '@/lib/domain/wallet/money';

/** An amount in an answer: an integer in the currency's smallest unit. */
export const moneyResource = z.strictObject({ amount: z.int(), currency: z.string().length(3) });

/** An amount as JSON can carry it: exact up to 2^53, which is ninety billion in the smallest unit of a million. */
export function toMoneyResource({ amount, currency }: Money): z.infer<typeof moneyResource> {
  return { amount: Number(amount), currency };
}
