import type { Readable } from 'node:stream';
import type { StoredResponse } from '@/lib/domain/idempotency/stored-response';
import { refusalUrl } from '@/lib/domain/refusals/url';
import type { Refusal } from '@/lib/errors';
import { isRecorded } from '@/lib/gateway/recording/is-recorded';
import { type RefusingApi, withProviderText } from '@/lib/gateway/refusal-texts';
import type { ForwardedRoute, Profile, Route, WireRequest } from '@/lib/profiles/profile';
import { statusOf } from '@/lib/refusal-status';

/** The response to a call, ready to be written. */
export interface GatewayResponse extends StoredResponse {
  headers?: Record<string, string>;
}

/** A response that is passed on while it arrives. */
export interface StreamedResponse {
  status: number;
  /** In lower case. */
  headers: Record<string, string | string[]>;
  stream: Readable;
}

/** The response to a call that succeeded. */
export function toResponse(route: Route, output: unknown, request: WireRequest): StoredResponse {
  const status = route.statusOf?.(output) ?? route.status;
  const negotiated = route.negotiate?.(output, request);
  if (negotiated) return { status, ...negotiated };
  const body = route.write(output, request);
  if (body === undefined) return { status, contentType: '', body: '' };
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** The response that was sent for the same request before. */
export function replay(stored: StoredResponse, { idempotency }: Profile): GatewayResponse {
  return { ...stored, headers: { [idempotency.replayedHeader]: 'true' } };
}

/** The headers that all responses of the API have, and those of this one. */
export function responseHeaders(response: GatewayResponse, requestId: string): Record<string, string> {
  const { status, contentType, body } = response;
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  };
  if (contentType !== '') headers['content-type'] = contentType;
  // A response without content must not have it (RFC 9110, 8.6).
  if (contentType !== '' || status !== 204) headers['content-length'] = String(Buffer.byteLength(body));
  return Object.assign(headers, response.headers);
}

/** The headers of a response that is passed on. */
export function streamHeaders(
  { headers }: StreamedResponse,
  requestId: string,
): Record<string, string | string[]> {
  return { ...headers, 'x-content-type-options': 'nosniff', 'x-request-id': requestId };
}

/**
 * The response to a call that was refused.
 * @param call keyId is left out if the key of the call is not known
 */
export function toRefusalResponse(
  given: Refusal,
  requestId: string,
  api: RefusingApi,
  { route, keyId }: { route?: Route | ForwardedRoute | undefined; keyId?: string | undefined } = {},
): Required<GatewayResponse> {
  const { errors } = api;
  const refusal = withProviderText(given, api);
  const status = errors.statusOf?.(refusal) ?? statusOf(refusal.code, errors.statuses);
  const headers = { ...errors.headers?.(refusal, status) };
  const context = {
    ...{ status, requestId, route: route?.forwarded ? undefined : route },
    helpUrl: keyId !== undefined && isRecorded(status) ? refusalUrl(keyId, requestId, given.code) : undefined,
  };
  if (refusal.allow !== undefined) headers.allow = refusal.allow;
  if (refusal.retryAfterSeconds !== undefined) headers['retry-after'] = String(refusal.retryAfterSeconds);
  return { status, headers, ...errors.write(refusal, context) };
}
