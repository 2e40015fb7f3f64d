import { z } from 'zod';
import { NOT_A_NUMBER } from '@/lib/domain/messages/recipient-list';
import type { Refusal, RefusalCode } from '@/lib/errors';
import type { ErrorFormat } from '@/lib/profiles/profile';

/** The codes that are not the name of the refusal in lower case. */
const CODES: Partial<Record<RefusalCode, string>> = {
  MISSING_API_KEY: 'unauthorized',
  INVALID_API_KEY: 'unauthorized',
  API_KEY_INACTIVE: 'unauthorized',
  API_KEY_EXPIRED: 'unauthorized',
  MALFORMED_REQUEST: 'invalid_request',
  RATE_LIMITED: 'rate_limit_exceeded',
};

const UNAUTHORIZED = 'Invalid or missing API key';

/** Their bodies are exactly as documented, without more. */
const EXACT = ['unauthorized', 'forbidden'];

const toCode = (code: RefusalCode): string => CODES[code] ?? code.toLowerCase();

const errorBody = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z
      .strictObject({
        field: z.string(),
        value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
      })
      .optional()
      .describe('The field that is wrong, and what was sent in it.'),
    retryAfter: z.int().optional().describe('In seconds.'),
  }),
  meta: z.strictObject({ requestId: z.string() }).optional(),
});

/** The first field that is wrong, as the caller sent it. Recipients are all in `to`. */
function wrongField({ fields = {}, sentValue }: Refusal) {
  const [first] = Object.entries(fields);
  if (!first) return undefined;
  const [path, problem] = first;
  return { problem, details: { field: path.split('.')[0] ?? '', value: sentValue } };
}

function toBody(refusal: Refusal, requestId: string): z.infer<typeof errorBody> {
  const code = toCode(refusal.code);
  if (EXACT.includes(code)) return { error: { code, message: refusal.message } };
  const wrong = wrongField(refusal);
  const isNumber = wrong?.details.field === 'to' && wrong.problem === NOT_A_NUMBER;
  return {
    error: {
      code: isNumber ? 'invalid_phone_number' : code,
      message: wrong?.problem ?? refusal.message,
      details: wrong?.details,
      retryAfter: refusal.retryAfterSeconds,
    },
    meta: { requestId },
  };
}

export const errors: ErrorFormat = {
  schema: errorBody,
  statuses: { INVALID_REQUEST: 400, SENDER_NOT_APPROVED: 400, DESTINATION_NOT_SUPPORTED: 400 },
  texts: {
    MISSING_API_KEY: UNAUTHORIZED,
    INVALID_API_KEY: UNAUTHORIZED,
    API_KEY_INACTIVE: UNAUTHORIZED,
    API_KEY_EXPIRED: UNAUTHORIZED,
    FORBIDDEN: 'Insufficient permissions for this operation',
  },
  code: toCode,
  inputCodes: [
    {
      code: 'invalid_phone_number',
      meaning: 'A number in `to` is not a phone number in E.164.',
      action: 'Write it with `+` and the code of the country.',
    },
  ],
  write: (refusal, { requestId }) => ({
    contentType: 'application/json',
    body: JSON.stringify(toBody(refusal, requestId)),
  }),
};
