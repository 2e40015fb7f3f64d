import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Refusal, Result } from '@/lib/errors';
import type { Answer } from '@/lib/gateway/answer';
import type { Call } from '@/lib/gateway/call';
import { challengeFor } from '@/lib/gateway/challenge';
import { toProblemDetails } from '@/lib/gateway/problem-details';
import { quotaHeaders } from '@/lib/gateway/rate-limit/quota';
import type { Profile } from '@/lib/profiles/types';
import { statusOf } from '@/lib/refusal-status';

const PROBLEM_TYPE = 'application/problem+json';

function refusalHeaders(refusal: Refusal, status: number, profile: Profile): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'content-type': PROBLEM_TYPE };
  if (refusal.allow !== undefined) headers.allow = refusal.allow;
  const asked = challengeFor(refusal, status, profile);
  if (asked !== undefined) headers['www-authenticate'] = asked;
  if (refusal.retryAfterSeconds !== undefined) headers['retry-after'] = String(refusal.retryAfterSeconds);
  return headers;
}

/** Writes what a call came to, and returns its HTTP status. */
export function respond(
  response: ServerResponse,
  call: Call,
  result: Result<Answer>,
  profile: Profile,
): number {
  const status = result.ok ? result.value.status : statusOf(result.refusal);
  const content = result.ok
    ? result.value.content
    : JSON.stringify(toProblemDetails(result.refusal, call.id));
  response.writeHead(status, {
    'content-length': Buffer.byteLength(content),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': call.id,
    ...(call.quota && quotaHeaders(call.quota)),
    ...(result.ok ? result.value.headers : refusalHeaders(result.refusal, status, profile)),
  });
  response.end(content);
  return status;
}
