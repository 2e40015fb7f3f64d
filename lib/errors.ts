/** An expected failure. Each code is stable: clients, logs and advice refer to it. */
export type RefusalCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  /** A support agent may only view until the customer approves changes. */
  | 'VIEW_ONLY'
  /** Support may never do this for a customer. */
  | 'NOT_FOR_SUPPORT'
  | 'NOT_FOUND'
  /** The input was read, but some of it is not valid. */
  | 'INVALID_REQUEST'
  | 'CONFLICT'
  | 'EMAIL_NOT_VERIFIED'
  | 'TOO_MANY_ATTEMPTS'
  | 'INVALID_CREDENTIALS'
  /** The password is correct; a code of the authenticator app must follow. */
  | 'SECOND_FACTOR_REQUIRED'
  | 'WRONG_CODE'
  | 'INVALID_LINK'
  | 'ALREADY_CREATED'
  | 'MISSING_API_KEY'
  | 'INVALID_API_KEY'
  | 'API_KEY_INACTIVE'
  | 'API_KEY_EXPIRED'
  | 'WORKSPACE_SUSPENDED'
  | 'IP_NOT_ALLOWED'
  | 'SIGNATURE_REQUIRED'
  | 'INVALID_SIGNATURE'
  | 'SIGNATURE_EXPIRED'
  | 'NONCE_REUSED'
  | 'INSUFFICIENT_BALANCE'
  | 'SENDER_NOT_APPROVED'
  | 'DESTINATION_NOT_ALLOWED'
  /** The price list has no price for the number. */
  | 'DESTINATION_NOT_SUPPORTED'
  | 'SPEND_LIMIT_EXCEEDED'
  /** The recipient got the same text a moment ago. */
  | 'REPEATED_MESSAGE'
  | 'IDEMPOTENCY_CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'RATE_LIMITED'
  | 'CARRIER_NOT_CONFIGURED'
  /** No carrier is connected that can do this, such as voice calls or lookups of a kind. */
  | 'CHANNEL_NOT_CONNECTED'
  /** The request cannot be read as what it claims to be: bad HTTP, a body that is not JSON. */
  | 'MALFORMED_REQUEST'
  | 'METHOD_NOT_ALLOWED'
  | 'REQUEST_TIMEOUT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'EXPECTATION_FAILED'
  | 'HEADERS_TOO_LARGE'
  | 'SERVICE_UNAVAILABLE'
  /** A fault of ours; the log has the details. */
  | 'INTERNAL_ERROR';

/** What a caller sent in a field. */
export type SentValue = string | number | boolean | null;

/** An expected failure, in the domain, the gateway and the portal alike. */
export interface Refusal {
  code: RefusalCode;
  /** One sentence for a person, which says what to do next. */
  message: string;
  /** For INVALID_REQUEST: what is wrong, by the path in the input (`to`, `scopes.0`). */
  fields?: Record<string, string>;
  /** What the caller sent in the first of these fields. The gateway adds it, for APIs that repeat it. */
  sentValue?: SentValue;
  /** For TOO_MANY_ATTEMPTS, RATE_LIMITED and failures that pass. */
  retryAfterSeconds?: number;
  /** For METHOD_NOT_ALLOWED: the methods that are allowed, as the header Allow lists them. */
  allow?: string;
  /** What helps to fix it (the missing scope, the country …): for the key's page, not for the caller. */
  detail?: Readonly<Record<string, string | number>>;
}

/** What a verb or a step returns: expected failures are values, exceptions are faults. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/**
 * The result of a step that often need not wait. A promise for each step of each call would cost more than the step, and so
 * would an `await` where there is nothing to wait for.
 */
export type SoonResult<T> = Result<T> | Promise<Result<T>>;

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
