import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

/** The stored detail of a refused call. */
export const refusalDetailSchema = z.record(z.string(), z.union([z.string(), z.number()]));

export const listRefusalsSchema = z.strictObject({ keyId, cursor: z.string().max(200).optional() });

export const findRefusalSchema = z.strictObject({ requestId: z.string().max(100) });
