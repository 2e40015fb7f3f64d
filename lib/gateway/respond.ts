import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { wholeQuota } from '@/lib/gateway/rate-limit/quota';
import {
  type GatewayResponse,
  responseHeaders,
  type StreamedResponse,
  streamHeaders,
  toRefusalResponse,
} from '@/lib/gateway/response';
import { log } from '@/lib/log';
import type { Profile, Quota } from '@/lib/profiles/profile';

/** What the rate limit headers of a response show. A call without a known key has the limit of a new one. */
function quotaOf({ quota, key }: Call, { alwaysShowsRateLimit, keys }: Profile): Quota | undefined {
  if (quota || !alwaysShowsRateLimit) return quota;
  return wholeQuota(key?.rateLimit ?? keys.rateLimit.preset);
}

async function pipe(sent: StreamedResponse, response: ServerResponse, { id }: Call): Promise<void> {
  try {
    await pipeline(sent.stream, response);
  } catch (err) {
    // The connection is closed, so the client knows that the response is incomplete.
    log.warn({ err, requestId: id }, 'A response of the backend was not passed on completely');
    // `pipeline` leaves a stream open if the caller has left before it began. The error is the one in the log.
    sent.stream.on('error', () => {}).destroy();
  }
}

/** Browsers do not run what another service wrote: it has the origin of the portal. */
const SANDBOX = "default-src 'none'; sandbox";

/** Writes the result of a call, and returns its HTTP status. A stream continues after that. */
export function respond(
  response: ServerResponse,
  call: Call,
  result: Result<GatewayResponse | StreamedResponse>,
  profile: Profile,
): number {
  const sent = result.ok
    ? result.value
    : toRefusalResponse(result.refusal, call.id, profile, { route: call.route, keyId: call.key?.id });
  const headers = 'stream' in sent ? streamHeaders(sent, call.id) : responseHeaders(sent, call.id);
  const quota = quotaOf(call, profile);
  if (quota) Object.assign(headers, profile.rateLimitHeaders(quota));
  if (call.route?.forwarded) headers['content-security-policy'] = SANDBOX;
  response.writeHead(sent.status, headers);
  if ('stream' in sent) void pipe(sent, response, call);
  else response.end(sent.body);
  return sent.status;
}
