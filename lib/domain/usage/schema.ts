import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';
import { isStorable, NOT_STORABLE } from '@/lib/domain/text/storable';

export const readActivitySchema = z.strictObject({ keyIds: z.array(keyId).max(100) });

export const readUsageSchema = z.strictObject({
  keyId,
  days: z.int().min(1).max(90).default(30),
});

/** The periods that people choose from, in days. */
export const USAGE_PERIODS = [7, 30, 90, 365] as const;

export const readOverallUsageSchema = z.strictObject({
  days: z.literal(USAGE_PERIODS).default(30),
  environment: z.enum(['live', 'sandbox']).optional(),
  keyId: keyId.optional(),
  operation: z.string().max(100).refine(isStorable, NOT_STORABLE).optional(),
});
