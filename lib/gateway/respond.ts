import type { ServerResponse } from 'node:http';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { wholeQuota } from '@/lib/gateway/rate-limit/quota';
import { type GatewayResponse, responseHeaders, toRefusalResponse } from '@/lib/gateway/response';
import type { Profile, Quota } from '@/lib/profiles/profile';

/** What the rate limit headers of a response show. A call without a known key has the limit of a new one. */
function quotaOf({ quota, key }: Call, { alwaysShowsRateLimit, keys }: Profile): Quota | undefined {
  if (quota || !alwaysShowsRateLimit) return quota;
  return wholeQuota(key?.rateLimit ?? keys.rateLimit.preset);
}

/** Writes the result of a call, and returns its HTTP status. */
export function respond(
  response: ServerResponse,
  call: Call,
  result: Result<GatewayResponse>,
  profile: Profile,
): number {
  const sent = result.ok ? result.value : toRefusalResponse(result.refusal, call.id, profile, call.route);
  const quota = quotaOf(call, profile);
  const headers = {
    ...(quota && profile.rateLimitHeaders(quota)),
    ...responseHeaders(sent, call.id),
  };
  response.writeHead(sent.status, headers).end(sent.body);
  return sent.status;
}
