import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

/** The stored detail of a refused call. */
export const refusalDetailSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/** What was wrong with a refused call, by the field of the request. */
export const refusedFieldsSchema = z.record(z.string(), z.string());

const cursor = z.string().max(200).optional();
const filterValue = z.string().max(200).optional();

export const listRefusalsSchema = z.strictObject({
  keyId,
  code: filterValue,
  operation: filterValue,
  address: filterValue,
  cursor,
});

export const listRefusedCallsSchema = z.strictObject({
  keyId,
  groupId: z.string().max(100),
  /** Only the call with this id. */
  requestId: z.string().max(100).optional(),
  cursor,
});

export const findRefusalSchema = z.strictObject({ requestId: z.string().max(100) });
