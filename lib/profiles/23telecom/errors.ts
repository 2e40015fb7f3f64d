import { z } from 'zod';
import type { Refusal, RefusalCode } from '@/lib/errors';
import { INPUT_CODES, inputCode } from '@/lib/profiles/23telecom/input-codes';
import type { ErrorFormat } from '@/lib/profiles/profile';

/** The codes of the error reference. What is not listed is an error of the request as a whole. */
const CODES: Partial<Record<RefusalCode, string>> = {
  MISSING_API_KEY: 'UNAUTHORIZED',
  INVALID_API_KEY: 'INVALID_API_KEY',
  API_KEY_INACTIVE: 'API_KEY_INACTIVE',
  API_KEY_EXPIRED: 'API_KEY_EXPIRED',
  WORKSPACE_SUSPENDED: 'USER_NOT_ACTIVE',
  IP_NOT_ALLOWED: 'IP_NOT_ALLOWED',
  SIGNATURE_REQUIRED: 'SIGNATURE_REQUIRED',
  INVALID_SIGNATURE: 'INVALID_SIGNATURE',
  SIGNATURE_EXPIRED: 'INVALID_SIGNATURE',
  NONCE_REUSED: 'INVALID_SIGNATURE',
  INSUFFICIENT_BALANCE: 'INSUFFICIENT_BALANCE',
  FORBIDDEN: 'FORBIDDEN',
  SPEND_LIMIT_EXCEEDED: 'FORBIDDEN',
  DESTINATION_NOT_ALLOWED: 'FORBIDDEN',
  DESTINATION_NOT_SUPPORTED: 'INVALID_TO',
  SENDER_NOT_APPROVED: 'INVALID_SENDER',
  INVALID_REQUEST: 'INVALID_PARAMS',
  MALFORMED_REQUEST: 'INVALID_BODY',
  UNSUPPORTED_MEDIA_TYPE: 'INVALID_BODY',
  PAYLOAD_TOO_LARGE: 'INVALID_BODY',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_ALLOWED: 'NOT_FOUND',
  RATE_LIMITED: 'RATE_LIMIT_EXCEEDED',
  TOO_MANY_ATTEMPTS: 'RATE_LIMIT_EXCEEDED',
  CARRIER_NOT_CONFIGURED: 'INTERNAL_ERROR',
  SERVICE_UNAVAILABLE: 'INTERNAL_ERROR',
  INTERNAL_ERROR: 'INTERNAL_ERROR',
};

const codeOf = (code: RefusalCode) => CODES[code] ?? 'INVALID_PARAMS';

/** The code of a refusal: of input that is not valid, the one of its first field. */
function errorCode({ code, fields = {} }: Refusal): string {
  if (code !== 'INVALID_REQUEST') return codeOf(code);
  return inputCode(fields) ?? codeOf(code);
}

/** What is wrong with the first field says more than that something is. */
function description({ message, fields = {} }: Refusal): string {
  return Object.values(fields)[0] ?? message;
}

/** How far the balance is from enough. A simulated refusal does not say it. */
function shortfall({ code, detail }: Refusal) {
  if (code !== 'INSUFFICIENT_BALANCE' || !detail?.balance) return {};
  const { balance, price, currency, messages, segments } = detail;
  return {
    balance: Number(balance),
    estimated_cost: Number(price),
    currency,
    total_recipients: messages,
    billable_recipients: messages,
    segments,
  };
}

export const errors: ErrorFormat = {
  statuses: {
    INVALID_REQUEST: 400,
    DESTINATION_NOT_SUPPORTED: 400,
    SENDER_NOT_APPROVED: 400,
    IP_NOT_ALLOWED: 401,
    WORKSPACE_SUSPENDED: 401,
    PAYLOAD_TOO_LARGE: 400,
    UNSUPPORTED_MEDIA_TYPE: 400,
    CARRIER_NOT_CONFIGURED: 500,
    SERVICE_UNAVAILABLE: 500,
  },
  schema: z.strictObject({
    status: z.literal(false),
    error_code: z.string(),
    description: z.string(),
    balance: z.number().optional().describe('With `INSUFFICIENT_BALANCE`, like the fields after it.'),
    estimated_cost: z.number().optional(),
    currency: z.string().optional(),
    total_recipients: z.int().optional(),
    billable_recipients: z.int().optional(),
    segments: z.int().optional(),
  }),
  code: codeOf,
  inputCodes: INPUT_CODES,
  write: (refusal) => ({
    contentType: 'application/json',
    body: JSON.stringify({
      status: false,
      error_code: errorCode(refusal),
      description: description(refusal),
      ...shortfall(refusal),
    }),
  }),
};
