/** The largest body that a request to the API may have. What operations take is far below. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The longest idempotency key, in characters. */
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;
