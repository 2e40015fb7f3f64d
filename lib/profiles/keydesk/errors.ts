import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { appUrl } from '@/lib/env';
import type { Refusal, RefusalCode } from '@/lib/errors';
import type { ErrorFormat } from '@/lib/profiles/profile';
import { errorPath } from '@/lib/profiles/reference/address';

const REALM = 'Bearer realm="Keydesk"';

/** Codes that callers see under the name of a broader one. */
const WIRE_CODES: Partial<Record<RefusalCode, RefusalCode>> = {
  MISSING_API_KEY: 'INVALID_API_KEY',
  MALFORMED_REQUEST: 'INVALID_REQUEST',
  REQUEST_TIMEOUT: 'INVALID_REQUEST',
  EXPECTATION_FAILED: 'INVALID_REQUEST',
  HEADERS_TOO_LARGE: 'INVALID_REQUEST',
};

const wireCode = (code: RefusalCode) => WIRE_CODES[code] ?? code;

/**
 * Problem details (RFC 9457) with a stable code and the id of the request. `type` is an absolute URI, as section 3.1.1
 * recommends: a relative one would be resolved against the address of the API, which can be another host than the one
 * with the reference.
 */
export const problemDetails = z.strictObject({
  type: z.url().describe('The section about the code in the API reference.'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  help: z
    .url()
    .optional()
    .describe(
      'The page of the portal about this call, for members of the workspace. It is left out if the request has no valid key, or if the error is ours.',
    ),
  fields: z
    .record(z.string(), z.string())
    .optional()
    .describe('What is wrong, by the path of each field in the request.'),
});

/** The value of WWW-Authenticate (RFC 6750, section 3): without an error if no key was sent. */
function challenge({ code, detail }: Refusal, status: number): string | undefined {
  if (code === 'MISSING_API_KEY') return REALM;
  if (code === 'FORBIDDEN' && detail?.scope !== undefined) {
    return `${REALM}, error="insufficient_scope", scope="${detail.scope}"`;
  }
  return status === 401 ? `${REALM}, error="invalid_token"` : undefined;
}

export const errors: ErrorFormat = {
  schema: problemDetails,
  code: wireCode,
  write(refusal, { status, requestId, helpUrl }) {
    const details: z.infer<typeof problemDetails> = {
      type: appUrl() + errorPath(wireCode(refusal.code)),
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail: refusal.message,
      code: wireCode(refusal.code),
      request_id: requestId,
      help: helpUrl,
      fields: refusal.fields,
    };
    return { contentType: 'application/problem+json', body: JSON.stringify(details) };
  },
  headers(refusal, status) {
    const value = challenge(refusal, status);
    return Object.fromEntries(value === undefined ? [] : [['www-authenticate', value]]);
  },
};
