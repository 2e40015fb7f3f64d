import { z } from 'zod';
import { periodFields } from '@/lib/domain/paging/schema';
import { isStorable, NOT_STORABLE } from '@/lib/domain/text/storable';

export const totalsSchema = z.strictObject({
  ...periodFields,
  by: z.enum(['day', 'country', 'label']),
  /** Only messages with this label. Nothing else has one. */
  label: z.string().max(100).refine(isStorable, NOT_STORABLE).optional(),
});
