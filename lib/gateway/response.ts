import type { StoredResponse } from '@/lib/domain/idempotency/with-idempotency';
import type { Refusal } from '@/lib/errors';
import type { ErrorFormat, Profile, Route, WireRequest } from '@/lib/profiles/profile';
import { statusOf } from '@/lib/refusal-status';

/** What a call is answered with, ready to be written. */
export interface GatewayResponse extends StoredResponse {
  headers?: Record<string, string>;
}

/** The response to a call that succeeded. */
export function toResponse(route: Route, output: unknown, request: WireRequest): StoredResponse {
  const { status } = route;
  const negotiated = route.negotiate?.(output, request);
  if (negotiated) return { status, ...negotiated };
  const body = JSON.stringify(route.write(output, request));
  return { status, contentType: 'application/json', body };
}

/** A response that was sent before. */
export function replay(stored: StoredResponse, { idempotency }: Profile): GatewayResponse {
  return { ...stored, headers: { [idempotency.replayedHeader]: 'true' } };
}

/** The status of a refusal, as the profile has it. */
export function refusalStatus(refusal: Refusal, { statuses }: ErrorFormat): number {
  return statuses?.[refusal.code] ?? statusOf(refusal);
}

/** The response to a call that was refused. */
export function toRefusalResponse(
  refusal: Refusal,
  requestId: string,
  errors: ErrorFormat,
): Required<GatewayResponse> {
  const status = refusalStatus(refusal, errors);
  const headers = { ...errors.headers?.(refusal, status) };
  if (refusal.allow !== undefined) headers.allow = refusal.allow;
  if (refusal.retryAfterSeconds !== undefined) headers['retry-after'] = String(refusal.retryAfterSeconds);
  return { status, headers, ...errors.write(refusal, { status, requestId }) };
}
