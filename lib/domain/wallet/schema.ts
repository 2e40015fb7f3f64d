import { z } from 'zod';

/** A booking above this is a slip of the keyboard. */
const MOST = 1_000_000_000_000n;
const WHOLE = 'Give a whole number above zero, in the smallest unit of the currency: 2500 is 25.00 EUR.';

export const creditWorkspaceSchema = z.strictObject({
  workspaceId: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  amount: z
    .string(WHOLE)
    .regex(/^[1-9]\d{0,18}$/, WHOLE)
    .transform(BigInt)
    .refine((amount) => amount <= MOST, `Book at most ${MOST} at once.`),
});
