import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { Refusal, RefusalCode } from '@/lib/errors';
import { statusOf } from '@/lib/refusal-status';

/** Codes that callers see under the name of a broader one. */
const WIRE_CODES: Partial<Record<RefusalCode, RefusalCode>> = {
  MISSING_API_KEY: 'INVALID_API_KEY',
  MALFORMED_REQUEST: 'INVALID_REQUEST',
  REQUEST_TIMEOUT: 'INVALID_REQUEST',
  EXPECTATION_FAILED: 'INVALID_REQUEST',
  HEADERS_TOO_LARGE: 'INVALID_REQUEST',
};

/** Problem details (RFC 9457) with a stable code and the id of the request. */
export const problemDetails = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  /** For INVALID_REQUEST: what is wrong, by the path in the input. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type ProblemDetails = z.infer<typeof problemDetails>;

/** A refusal as the body of a response. */
export function toProblemDetails(refusal: Refusal, requestId: string): ProblemDetails {
  const status = statusOf(refusal);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusal.message,
    code: WIRE_CODES[refusal.code] ?? refusal.code,
    request_id: requestId,
    fields: refusal.fields,
  };
}
