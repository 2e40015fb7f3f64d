import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { Refusal, RefusalCode } from '@/lib/errors';

/** The refusals of the domain, and those that only HTTP knows. */
export type ProblemCode =
  | RefusalCode
  | 'IP_NOT_ALLOWED'
  | 'SIGNATURE_REQUIRED'
  | 'INVALID_SIGNATURE'
  | 'SIGNATURE_EXPIRED'
  | 'NONCE_REUSED'
  | 'METHOD_NOT_ALLOWED'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_ERROR';

/** Why a call is not answered as it hoped. */
export interface Problem extends Omit<Refusal, 'code'> {
  code: ProblemCode;
  /** Where it differs from the code's usual one. */
  status?: number;
  headers?: Record<string, string>;
}

/** What a step of the pipeline comes to: what it found, or why the call goes no further. */
export type Step<T> = { ok: true; value: T } | { ok: false; refusal: Problem };

/** Stops the call. */
export function stop(
  code: ProblemCode,
  message: string,
  more: Omit<Problem, 'code' | 'message'> = {},
): { ok: false; refusal: Problem } {
  return { ok: false, refusal: { code, message, ...more } };
}

const STATUS: Partial<Record<ProblemCode, number>> = {
  INVALID_API_KEY: 401,
  API_KEY_INACTIVE: 401,
  API_KEY_EXPIRED: 401,
  SIGNATURE_REQUIRED: 401,
  INVALID_SIGNATURE: 401,
  SIGNATURE_EXPIRED: 401,
  NONCE_REUSED: 401,
  INSUFFICIENT_BALANCE: 402,
  FORBIDDEN: 403,
  WORKSPACE_SUSPENDED: 403,
  IP_NOT_ALLOWED: 403,
  DESTINATION_NOT_ALLOWED: 403,
  SPEND_LIMIT_EXCEEDED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  IDEMPOTENCY_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID_REQUEST: 422,
  SENDER_NOT_APPROVED: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  CARRIER_NOT_CONFIGURED: 503,
  SERVICE_UNAVAILABLE: 503,
};

/** The HTTP status of a problem. */
export function statusOf({ code, status = STATUS[code] ?? 400 }: Problem): number {
  return status;
}

/** Problem details (RFC 9457), with our stable code and the id under which we find the call again. */
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

/** A problem as the answer's body. */
export function toDetails(problem: Problem, requestId: string): ProblemDetails {
  const status = statusOf(problem);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: problem.message,
    code: problem.code,
    request_id: requestId,
    fields: problem.fields,
  };
}
