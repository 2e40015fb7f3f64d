import { z } from 'zod';

const MAX_LENGTH = 500;

/** Headers that Keydesk or the connection sets. */
const RESERVED =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|keep-alive|user-agent|date|webhook-.*|x-(?:timestamp|nonce|signature)|proxy-.*|forwarded|x-forwarded-.*)$/;

/** The name of a header that a customer adds to deliveries, in lower case. */
export const headerName = z
  .string()
  .max(100)
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'This is not the name of a header.')
  .transform((name) => name.toLowerCase())
  .refine((name) => !RESERVED.test(name), 'This header cannot be set.');

/** Its value, in visible ASCII characters and spaces. */
export const headerValue = z
  .string()
  .max(MAX_LENGTH)
  .regex(/^[ -~]*$/, 'Use printable ASCII characters.');
