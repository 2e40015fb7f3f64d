import type { IncomingMessage } from 'node:http';
import { ok, type Result, refuse } from '@/lib/errors';
import { headerValues } from '@/lib/gateway/header-values';
import { isJson, isUncoded } from '@/lib/gateway/media-type';
import type { OperationRoute } from '@/lib/profiles/types';

/** In one request; what an operation takes is far below. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Whether requests for an operation carry a body. */
export function takesBody({ method }: OperationRoute): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/** The refusal of a body above the limit. */
export function tooLarge() {
  return refuse('PAYLOAD_TOO_LARGE', `Send at most ${MAX_BODY_BYTES / 1024} KiB in one request.`);
}

/** Checks what the headers say about the body: not too large, and plain JSON where the operation takes one. */
export function checkSyntax(request: IncomingMessage, route: OperationRoute): Result<null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return tooLarge();
  if (!takesBody(route)) return ok(null);
  if (!isJson(headerValues(request, 'content-type'))) {
    return refuse(
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the body as JSON in UTF-8, with `Content-Type: application/json`.',
    );
  }
  if (!isUncoded(headerValues(request, 'content-encoding'))) {
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'Send the body as it is, without Content-Encoding.');
  }
  return ok(null);
}
