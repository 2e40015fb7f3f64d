import { NO_RECIPIENT, TEXT_TOO_LONG } from '@/lib/domain/messages/schema';
import type { Refusal, RefusalCode } from '@/lib/errors';
import type { RefusedCall } from '@/lib/profiles/profile';

/** The number of each refusal. Those that are not here are 700, unknown. */
const CODES: Partial<Record<RefusalCode, number>> = {
  MISSING_API_KEY: 900,
  INVALID_API_KEY: 900,
  API_KEY_INACTIVE: 900,
  API_KEY_EXPIRED: 900,
  SIGNATURE_REQUIRED: 901,
  INVALID_SIGNATURE: 901,
  SIGNATURE_EXPIRED: 901,
  NONCE_REUSED: 901,
  FORBIDDEN: 902,
  WORKSPACE_SUSPENDED: 902,
  DESTINATION_NOT_ALLOWED: 902,
  EMAIL_NOT_VERIFIED: 902,
  IP_NOT_ALLOWED: 903,
  INSUFFICIENT_BALANCE: 500,
  SPEND_LIMIT_EXCEEDED: 403,
  REPEATED_MESSAGE: 402,
  SENDER_NOT_APPROVED: 201,
  DESTINATION_NOT_SUPPORTED: 202,
  CARRIER_NOT_CONFIGURED: 600,
  CHANNEL_NOT_CONNECTED: 600,
};

const UNKNOWN = 700;
/** A lookup is unavailable if the carrier gives no answer. */
const CARRIER = 600;

export const codeOf = (code: RefusalCode): number => CODES[code] ?? UNKNOWN;

/** The number for the first field that is wrong, if it has one of its own. */
function inputCode({ fields = {}, sentValue }: Refusal): number | undefined {
  const [path, problem] = Object.entries(fields)[0] ?? [];
  switch (path?.split('.')[0]) {
    case 'from':
      return 201;
    case 'to':
      return problem === NO_RECIPIENT ? 301 : 202;
    case 'number':
      return sentValue === null ? 301 : 202;
    case 'text':
      return problem === TEXT_TOO_LONG ? 401 : 305;
    default:
      return undefined;
  }
}

/** The number that callers get. */
export function numberOf(refusal: Refusal, route: RefusedCall['route']): number {
  if (refusal.code === 'SERVICE_UNAVAILABLE' && route?.operation === 'lookups.run') return CARRIER;
  return (refusal.code === 'INVALID_REQUEST' ? inputCode(refusal) : undefined) ?? codeOf(refusal.code);
}
