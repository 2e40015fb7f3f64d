/** The largest body of a request, unless its route accepts larger ones. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The longest idempotency key, in characters. */
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;
