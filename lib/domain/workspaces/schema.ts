import { z } from 'zod';
import { allowlistSchema, storedAllowlistSchema } from '@/lib/domain/allowlists/schema';
import { email } from '@/lib/domain/text/email';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { amountLimit, decimalAmount } from '@/lib/domain/wallet/schema';

/** `from` is the value that the page showed. If someone else has changed it since, the change is refused. */
export const setWorkspaceAllowlistSchema = z.strictObject({
  allowlist: allowlistSchema,
  from: storedAllowlistSchema.optional(),
});

/** Null: warnings go to the owners of the workspace. */
export const setContactEmailSchema = z.strictObject({ contactEmail: email.nullable() });

/** Null: nobody is warned of a low balance. */
export const setLowBalanceSchema = z.strictObject({ lowBalance: amountLimit });

/** In currency units. A larger amount is a typing error. */
const MAX_CREDIT = 1_000_000_000n;

export const creditWorkspaceSchema = z.strictObject({
  workspaceId: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  amount: decimalAmount
    .refine((amount) => amount > 0n, 'Enter an amount above zero.')
    .refine((amount) => amount <= MAX_CREDIT * CURRENCY_UNIT, `Book at most ${MAX_CREDIT} at once.`),
});
