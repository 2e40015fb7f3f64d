import { z } from 'zod';
import { GRACE_DAYS } from '@/lib/domain/second-factor-policy/grace-days';

/** Null: nobody needs a second factor. */
export const setPolicySchema = z.strictObject({
  graceDays: z.literal(GRACE_DAYS, 'Choose one of the periods.').nullable(),
});
