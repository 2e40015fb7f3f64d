import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Call } from '@/lib/gateway/call';
import { challenge } from '@/lib/gateway/challenge';
import type { Answer } from '@/lib/gateway/pipeline';
import { type Problem, type Step, statusOf, toDetails } from '@/lib/gateway/problem';
import type { Profile } from '@/lib/profiles/types';

function problemHeaders(problem: Problem, status: number, profile: Profile): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'content-type': 'application/problem+json', ...problem.headers };
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
  const body = result.ok ? result.value.body : toDetails(result.refusal, call.id);
  const content = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(content),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': call.id,
    ...(!result.ok && problemHeaders(result.refusal, status, profile)),
  });
  response.end(content);
  return status;
}
