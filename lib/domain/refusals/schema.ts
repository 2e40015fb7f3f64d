import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

export const listRefusalsSchema = z.strictObject({ keyId, cursor: z.string().max(200).optional() });
