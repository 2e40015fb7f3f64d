import type { ServerResponse } from 'node:http';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { type GatewayResponse, toRefusalResponse } from '@/lib/gateway/response';
import type { Profile } from '@/lib/profiles/profile';

/** Writes the result of a call, and returns its HTTP status. */
export function respond(
  response: ServerResponse,
  call: Call,
  result: Result<GatewayResponse>,
  { errors, rateLimitHeaders }: Profile,
): number {
  const { status, contentType, body, headers } = result.ok
    ? result.value
    : toRefusalResponse(result.refusal, call.id, errors);
  response.writeHead(status, {
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': call.id,
    ...(call.quota && rateLimitHeaders(call.quota)),
    'content-type': contentType,
    ...headers,
  });
  response.end(body);
  return status;
}
