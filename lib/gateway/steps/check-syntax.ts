import type { IncomingMessage } from 'node:http';
import { ok, type Result, refuse } from '@/lib/errors';
import { headerValues } from '@/lib/gateway/header-values';
import { bodyFormat, isUncoded } from '@/lib/gateway/media-type';
import type { BodyFormat, Profile, Route } from '@/lib/profiles/profile';

/** In one request; what operations take is far below. */
export const MAX_BODY_BYTES = 64 * 1024;

const FORMAT_WORDS: Record<BodyFormat, string> = {
  json: 'as JSON in UTF-8, with `Content-Type: application/json`',
  form: 'as a form in UTF-8, with `Content-Type: application/x-www-form-urlencoded`',
};

/** Whether requests to a route have a body that is read. */
export function takesBody({ method, body }: Route): boolean {
  return body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/** The refusal of a body above the limit. */
export function tooLarge() {
  return refuse('PAYLOAD_TOO_LARGE', `Send at most ${MAX_BODY_BYTES / 1024} KiB in one request.`);
}

/**
 * Checks what the headers say about the body: not too large and, where the route takes a body, in one of the profile's
 * formats without a coding. Returns the format; undefined where the route takes no body.
 */
export function checkSyntax(
  request: IncomingMessage,
  route: Route,
  { bodies }: Profile,
): Result<BodyFormat | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return tooLarge();
  if (route.body === undefined) return ok(undefined);
  const format = bodyFormat(headerValues(request, 'content-type'));
  if (format === undefined || !bodies.includes(format)) {
    const words = bodies.map((accepted) => FORMAT_WORDS[accepted]).join(', or ');
    return refuse('UNSUPPORTED_MEDIA_TYPE', `Send the body ${words}.`);
  }
  if (!isUncoded(headerValues(request, 'content-encoding'))) {
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'Send the body as it is, without Content-Encoding.');
  }
  return ok(format);
}
