import { z } from 'zod';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { ENTER_AMOUNT, readDecimal } from '@/lib/domain/wallet/money-text';

/** An amount that a person writes as a decimal number of currency units, in millionths. */
export const decimalAmount = z.string(ENTER_AMOUNT).transform((text, context) => {
  const read = readDecimal(text);
  if (read.ok) return read.amount;
  context.addIssue({ code: 'custom', message: read.problem, input: text });
  return z.NEVER;
});

/** In currency units. A larger booking is a typing error. */
const MAX_CREDIT = 1_000_000_000n;

export const creditWorkspaceSchema = z.strictObject({
  workspaceId: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  amount: decimalAmount
    .refine((amount) => amount > 0n, 'Enter an amount above zero.')
    .refine((amount) => amount <= MAX_CREDIT * CURRENCY_UNIT, `Book at most ${MAX_CREDIT} at once.`),
});
