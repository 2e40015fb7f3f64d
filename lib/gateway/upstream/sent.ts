import { type Refusal, refuse } from '@/lib/errors';
import type { StreamedResponse } from '@/lib/gateway/response';
import type { CallerIdentity } from '@/lib/gateway/upstream/identity-headers';
import { log } from '@/lib/log';

/** A request without a response. */
interface NoResponse {
  refused: { ok: false; refusal: Refusal };
  /** Whether the backend may have handled it. */
  isUnknown: boolean;
}

/** What became of a request. */
export type Sent = { response: StreamedResponse } | NoResponse;

interface FailedCall {
  method: string;
  identity: Pick<CallerIdentity, 'requestId'>;
}

/** Errors of a request that the backend has not received. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/** The result for a call that is not sent now. */
export function refuseNow(retryAfterSeconds: number): NoResponse {
  const message = 'This is unavailable for a moment. Try again shortly.';
  return { refused: refuse('SERVICE_UNAVAILABLE', message, { retryAfterSeconds }), isUnknown: false };
}

/** The result for a call that failed: before its response, or in the middle of it. */
export function refuseFailed(error: unknown, { method, identity: { requestId } }: FailedCall): NoResponse {
  log.warn({ err: error, requestId }, 'The backend did not respond to a call');
  if (NOT_SENT.has(codeOf(error))) return refuseNow(2);
  const outcome =
    method === 'GET' || method === 'HEAD' ? '' : ' It is not known whether the call took effect.';
  const message = `The service behind this operation did not respond.${outcome}`;
  return { refused: refuse('SERVICE_UNAVAILABLE', message), isUnknown: true };
}
