import type { IncomingMessage } from 'node:http';
import { ok, type Result, refuse } from '@/lib/errors';
import { headerValues } from '@/lib/gateway/header-values';
import { bodyFormat, isUncoded } from '@/lib/gateway/media-type';
import { hasBody, maxBodyBytes, tooLarge } from '@/lib/gateway/request-body';
import type { CompiledRoute } from '@/lib/gateway/routes';
import { type BodyFormat, MEDIA_TYPES } from '@/lib/profiles/body-format';
import type { Profile } from '@/lib/profiles/profile';

const WORDS: Record<BodyFormat, string> = { json: 'JSON', form: 'a form' };

/**
 * Checks the headers of the body: not too large and, if the route declares a body, in a format of the profile and
 * without a coding. Returns the format; undefined if the route declares no body, or the request has none and needs none.
 * The body of a forwarded call can have any format; the result is undefined if it is none of the profile's.
 */
export function checkBodyHeaders(
  request: IncomingMessage,
  compiled: CompiledRoute,
  { bodies }: Profile,
): Result<BodyFormat | undefined> {
  const { route } = compiled;
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes(route)) return tooLarge(route);
  const given = () => {
    const format = bodyFormat(headerValues(request, 'content-type'));
    return format && bodies.includes(format) ? format : undefined;
  };
  if ('upstream' in compiled) return ok(hasBody(request) ? given() : undefined);
  const { body } = compiled.route;
  if (body === undefined || (compiled.isBodyOptional && !hasBody(request))) return ok(undefined);
  const format = given();
  if (format === undefined) {
    const accepted = bodies.map(
      (body) => `as ${WORDS[body]} in UTF-8, with \`Content-Type: ${MEDIA_TYPES[body]}\``,
    );
    return refuse('UNSUPPORTED_MEDIA_TYPE', `Send the body ${accepted.join(', or ')}.`);
  }
  if (!isUncoded(headerValues(request, 'content-encoding'))) {
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'Send the body as it is, without Content-Encoding.');
  }
  return ok(format);
}
