import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Answer } from '@/lib/gateway/answer';
import type { Call } from '@/lib/gateway/call';
import { challenge } from '@/lib/gateway/challenge';
import { type Problem, type Step, statusOf, toDetails } from '@/lib/gateway/problem';
import { quotaHeaders } from '@/lib/gateway/rate-limit/quota';
import type { Profile } from '@/lib/profiles/types';

const PROBLEM_TYPE = 'application/problem+json';

function problemHeaders(problem: Problem, status: number, profile: Profile): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'content-type': PROBLEM_TYPE, ...problem.headers };
  if (status === 401) headers['www-authenticate'] ??= challenge(profile, 'error="invalid_token"');
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(problem.retryAfterSeconds);
  return headers;
}

/** Writes what a call came to, and returns its HTTP status. */
export function respond(
  response: ServerResponse,
  call: Call,
  result: Step<Answer>,
  profile: Profile,
): number {
  const status = result.ok ? result.value.status : statusOf(result.refusal);
  const content = result.ok ? result.value.content : JSON.stringify(toDetails(result.refusal, call.id));
  response.writeHead(status, {
    'content-length': Buffer.byteLength(content),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': call.id,
    ...(call.quota && quotaHeaders(call.quota)),
    ...(result.ok ? result.value.headers : problemHeaders(result.refusal, status, profile)),
  });
  response.end(content);
  return status;
}
