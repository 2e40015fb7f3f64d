import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

export const readActivitySchema = z.strictObject({ keyIds: z.array(keyId).max(100) });

export const readUsageSchema = z.strictObject({
  keyId,
  days: z.int().min(1).max(90).default(30),
});
