import type { StoredResponse } from '@/lib/domain/idempotency/with-idempotency';
import type { Refusal } from '@/lib/errors';
import { type RefusingApi, withProviderText } from '@/lib/gateway/refusal-texts';
import type { Profile, Route, WireRequest } from '@/lib/profiles/profile';
import { statusOf } from '@/lib/refusal-status';

/** The response to a call, ready to be written. */
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

/** The response that was sent for the same request before. */
export function replay(stored: StoredResponse, { idempotency }: Profile): GatewayResponse {
  return { ...stored, headers: { [idempotency.replayedHeader]: 'true' } };
}

/** The headers that all responses of the API have, and those of this one. */
export function responseHeaders(
  { contentType, body, headers }: GatewayResponse,
  requestId: string,
): Record<string, string> {
  return {
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...headers,
  };
}

/** The response to a call that was refused. */
export function toRefusalResponse(
  given: Refusal,
  requestId: string,
  api: RefusingApi,
): Required<GatewayResponse> {
  const { errors } = api;
  const refusal = withProviderText(given, api);
  const status = errors.statusOf?.(refusal) ?? statusOf(refusal.code, errors.statuses);
  const headers = { ...errors.headers?.(refusal, status) };
  if (refusal.allow !== undefined) headers.allow = refusal.allow;
  if (refusal.retryAfterSeconds !== undefined) headers['retry-after'] = String(refusal.retryAfterSeconds);
  return { status, headers, ...errors.write(refusal, { status, requestId }) };
}
