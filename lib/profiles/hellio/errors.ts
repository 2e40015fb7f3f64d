import { z } from 'zod';
import { NOT_A_NUMBER } from '@/lib/domain/messages/recipient-list';
import type { Refusal, RefusalCode } from '@/lib/errors';
import { NO_NUMBERS, NO_VALID_NUMBERS } from '@/lib/profiles/hellio/recipients';
import { inOwnWords } from '@/lib/profiles/hellio/sentences';
import type { ErrorFormat } from '@/lib/profiles/profile';

/** The codes that are not the name of the refusal in lower case. */
const CODES: Partial<Record<RefusalCode, string>> = {
  MISSING_API_KEY: 'unauthenticated',
  INVALID_API_KEY: 'unauthenticated',
  API_KEY_INACTIVE: 'unauthenticated',
  API_KEY_EXPIRED: 'unauthenticated',
  FORBIDDEN: 'insufficient_scope',
  DESTINATION_NOT_SUPPORTED: 'traffic_not_routable',
  DESTINATION_NOT_ALLOWED: 'traffic_not_routable',
  MALFORMED_REQUEST: 'invalid_request',
  RATE_LIMITED: 'throttled',
  IDEMPOTENCY_KEY_REUSED: 'idempotency_conflict',
  CARRIER_NOT_CONFIGURED: 'service_unavailable',
};

const codeOf = (code: RefusalCode) => CODES[code] ?? code.toLowerCase();

/** The codes of input that is not valid in a certain way. */
const INPUT_CODES = {
  recipients: {
    code: 'no_valid_recipients',
    meaning: 'There are no recipients, or none of them is a phone number.',
    action: 'Write each number with the code of its country, such as 233241234567.',
  },
  recipient: {
    code: 'invalid_recipient',
    meaning: 'The recipient of a one-time code is not a phone number or an email address.',
    action: 'Write the number with the code of its country, such as 233241234567.',
  },
  numbers: {
    code: 'no_valid_numbers',
    meaning: 'The numbers to look up are missing or too many, or none of them is a phone number.',
    action: 'Give 1 to 10,000 numbers with the code of their country.',
  },
  audio: {
    code: 'audio_error',
    meaning: 'The recording has no public HTTPS address.',
    action: 'Give another `audio_url`, or a text.',
  },
} as const;

/** The fields of a list of recipients. It has problems only if all its recipients have one. */
const RECIPIENT = /^(recipients\.\d+)\.to$/;

const NONE = [NO_NUMBERS, NO_VALID_NUMBERS];

/** The code of a request with fields that are not valid, if they have one of their own. */
function inputCode({ code, fields = {} }: Refusal) {
  const entries = Object.entries(fields);
  if (code !== 'INVALID_REQUEST' || entries.length === 0) return undefined;
  const hasNoRecipient = ([path, problem]: [string, string]) =>
    RECIPIENT.test(path) || (path === 'recipients' && NONE.includes(problem));
  if (entries.every(hasNoRecipient)) return INPUT_CODES.recipients;
  if (entries.every(([path]) => path === 'numbers')) return INPUT_CODES.numbers;
  if (entries.every(([path]) => path === 'audio_url')) return INPUT_CODES.audio;
  const isRecipient = ([path, problem]: [string, string]) =>
    path === 'email' || (path === 'mobile_number' && problem === NOT_A_NUMBER);
  return entries.every(isRecipient) ? INPUT_CODES.recipient : undefined;
}

const errorBody = z.strictObject({
  message: z.string(),
  error: z.string().describe('The code.'),
  errors: z.record(z.string(), z.array(z.string())).optional().describe('What is wrong, by field.'),
  period: z.enum(['day', 'month']).optional().describe('With `spend_limit_exceeded`: which limit.'),
});

function toBody(refusal: Refusal): z.input<typeof errorBody> {
  const { code, message, fields, detail } = refusal;
  const problems = Object.entries(fields ?? {}).map(([path, problem]) => [
    path.replace(RECIPIENT, '$1'),
    [inOwnWords(problem)],
  ]);
  return {
    message: inOwnWords(message),
    error: inputCode(refusal)?.code ?? codeOf(code),
    ...(fields && { errors: Object.fromEntries(problems) }),
    ...(code === 'SPEND_LIMIT_EXCEEDED' && { period: detail?.period === 'month' ? 'month' : 'day' }),
  };
}

export const errors: ErrorFormat = {
  schema: errorBody,
  statuses: { MALFORMED_REQUEST: 422, DESTINATION_NOT_ALLOWED: 422, IDEMPOTENCY_KEY_REUSED: 409 },
  code: codeOf,
  inputCodes: Object.values(INPUT_CODES),
  write: (refusal) => ({ contentType: 'application/json', body: JSON.stringify(toBody(refusal)) }),
  headers: (_, status): Record<string, string> => (status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
};
