import { z } from 'zod';

/** The periods that an owner can give, in days. */
export const GRACE_DAYS = [0, 7, 14, 30] as const;

/** Null: nobody needs a second factor. */
export const setPolicySchema = z.strictObject({
  graceDays: z.literal(GRACE_DAYS, 'Choose one of the periods.').nullable(),
});
