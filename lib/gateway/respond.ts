import type { ServerResponse } from 'node:http';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { type GatewayResponse, responseHeaders, toRefusalResponse } from '@/lib/gateway/response';
import type { Profile } from '@/lib/profiles/profile';

/** Writes the result of a call, and returns its HTTP status. */
export function respond(
  response: ServerResponse,
  call: Call,
  result: Result<GatewayResponse>,
  profile: Profile,
): number {
  const sent = result.ok ? result.value : toRefusalResponse(result.refusal, call.id, profile);
  const headers = {
    ...(call.quota && profile.rateLimitHeaders(call.quota)),
    ...responseHeaders(sent, call.id),
  };
  response.writeHead(sent.status, headers).end(sent.body);
  return sent.status;
}
