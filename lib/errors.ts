/** What a caller may do wrong, or meet, without anything being broken. Each code is stable. */
export type RefusalCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  /** A support agent only looks, until the customer lets them act. */
  | 'VIEW_ONLY'
  /** Support never does this in a customer's place. */
  | 'NOT_FOR_SUPPORT'
  | 'NOT_FOUND'
  | 'INVALID_REQUEST'
  | 'CONFLICT'
  | 'EMAIL_NOT_VERIFIED'
  | 'TOO_MANY_ATTEMPTS'
  | 'INVALID_CREDENTIALS'
  /** The password is right; a code of the authenticator app is to come. */
  | 'SECOND_FACTOR_REQUIRED'
  | 'WRONG_CODE'
  | 'INVALID_LINK'
  | 'ALREADY_CREATED'
  | 'INVALID_API_KEY'
  | 'API_KEY_INACTIVE'
  | 'API_KEY_EXPIRED'
  | 'WORKSPACE_SUSPENDED'
  | 'INSUFFICIENT_BALANCE'
  | 'SENDER_NOT_APPROVED'
  | 'DESTINATION_NOT_ALLOWED'
  | 'SPEND_LIMIT_EXCEEDED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'RATE_LIMITED'
  | 'CARRIER_NOT_CONFIGURED'
  /** Something of ours broke; the log knows what. */
  | 'FAULT';

export interface Refusal {
  code: RefusalCode;
  /** One sentence for a person, which says what to do next. */
  message: string;
  /** For INVALID_REQUEST: what is wrong, by the input's path (`to`, `scopes.0`). */
  fields?: Record<string, string>;
  /** For TOO_MANY_ATTEMPTS and RATE_LIMITED. */
  retryAfterSeconds?: number;
  /** What helps to mend it (the missing scope, the country …): for the key's page, not for the caller. */
  detail?: Readonly<Record<string, string | number>>;
}

/** What a verb returns: expected failures are values, exceptions are faults. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message, ...more } };
}

/**
 * Refuses input with INVALID_REQUEST.
 * @param fields what is wrong, by the input's path (`to`, `scopes.0`)
 */
export function refuseFields(fields: Record<string, string>): { ok: false; refusal: Refusal } {
  return refuse('INVALID_REQUEST', 'Some of the input is not valid.', { fields });
}
