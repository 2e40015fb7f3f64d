import { z } from 'zod';
import { LedgerKind } from '@/lib/db/generated/enums';
import { pageFields, periodFields } from '@/lib/domain/paging/schema';

export const listTransactionsSchema = z.strictObject({
  ...pageFields,
  ...periodFields,
  kind: z
    .enum(LedgerKind)
    .optional()
    .describe('Only `credit` (payments), `charge`, `refund` or `reversal` (of payments).'),
});
