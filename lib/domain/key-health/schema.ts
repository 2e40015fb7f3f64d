import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

export const revocationEvidenceSchema = z.strictObject({ keyIds: z.array(keyId).max(1_000) });
