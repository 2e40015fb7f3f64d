import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';
import { isStorable, NOT_STORABLE } from '@/lib/domain/text/storable';

export const readActivitySchema = z.strictObject({ keyIds: z.array(keyId).max(100) });

export const readUsageSchema = z.strictObject({
  keyId,
  days: z.int().min(1).max(90).default(30),
});

/** The periods that people choose from, in days, of which the last is today. */
export const USAGE_PERIODS = [1, 7, 30, 90, 365] as const;

const filter = {
  days: z.literal(USAGE_PERIODS).default(30),
  environment: z.enum(['live', 'sandbox']).optional(),
  keyId: keyId.optional(),
  /** Limits the calls. */
  operation: z.string().max(100).refine(isStorable, NOT_STORABLE).optional(),
  /** ISO 3166-1 alpha-2, or `none` for numbers that belong to no country. Limits messages and spend. */
  country: z.union([z.string().regex(/^[A-Z]{2}$/), z.literal('none')]).optional(),
};

export const readOverallUsageSchema = z.strictObject(filter);

export const listKeyUsageSchema = z.strictObject({
  ...filter,
  cursor: z.string().max(200).optional(),
});

export const exportUsageSchema = z.strictObject({ ...filter, what: z.enum(['calls', 'messages']) });

export type UsageFilter = z.output<typeof readOverallUsageSchema>;
