import { Readable } from 'node:stream';
import type { ApiKeyActor } from '@/lib/domain/actor';
import {
  abandonRequest,
  type BegunRequest,
  beginRequest,
  finishRequest,
} from '@/lib/domain/idempotency/remote-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/with-idempotency';
import { ok, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { CredentialNames } from '@/lib/gateway/credential-names';
import { type GatewayResponse, replay, type StreamedResponse } from '@/lib/gateway/response';
import { IDENTITY_HEADERS } from '@/lib/gateway/upstream/identity-headers';
import { join, readStart, toStored } from '@/lib/gateway/upstream/stored-body';
import {
  type Sent,
  UPSTREAM_TIMEOUT_MS,
  type Upstream,
  type UpstreamRequest,
} from '@/lib/gateway/upstream/upstream';
import { bodyWithoutKey, headersWithoutKey, queryWithoutKey } from '@/lib/gateway/upstream/without-key';
import { log } from '@/lib/log';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { ForwardedRoute, Profile } from '@/lib/profiles/profile';

const LEASE_MS = 2 * UPSTREAM_TIMEOUT_MS;
/** The largest response that is stored for an idempotency key. */
const MAX_STORED_BYTES = 1024 * 1024;

/** Characters that a backend could read as the end of a segment or of the path. */
const SPECIAL = /[\p{Cc}/\\;#?%]/u;
/** What a backend could read as this or the parent folder. */
const DOTS = /^[\s.]*$/;

/** Whether every backend reads a path as the gateway does: as the one that the profile declares. */
function isPlain(path: string): boolean {
  return path
    .split('/')
    .slice(1)
    .every((segment) => {
      try {
        const text = decodeURIComponent(segment);
        return !SPECIAL.test(text) && !DOTS.test(text);
      } catch {
        // It is not percent-encoded UTF-8.
        return false;
      }
    });
}

/** Everything about a call that a backend needs. */
export interface Forwarding {
  call: Call;
  route: ForwardedRoute;
  actor: ApiKeyActor;
  body: Buffer;
  format: BodyFormat | undefined;
  profile: Profile;
  credentialNames: CredentialNames;
}

/** The request for the backend: the caller's, without the key, and with the caller's identity. */
function toUpstreamRequest(forwarding: Forwarding): Result<UpstreamRequest> {
  const { call, route, actor, body, format, profile, credentialNames } = forwarding;
  const path = call.path.slice(profile.base.length);
  if (!isPlain(path)) return refuse('NOT_FOUND', 'There is nothing at this address.');
  const query = queryWithoutKey(call.query, credentialNames);
  const { workspaceId, keyId, environment } = actor;
  return ok({
    method: call.request.method ?? '',
    path,
    query: query === '' ? '' : `?${query}`,
    headers: headersWithoutKey(call.request, profile.credentials, IDENTITY_HEADERS),
    body: bodyWithoutKey(body, format, credentialNames),
    identity: { workspaceId, keyId, environment, requestId: call.id, address: call.address },
    responseHeaders: route.responseHeaders ?? [],
  });
}

const toResult = (sent: Sent): Result<StreamedResponse> =>
  'response' in sent ? ok(sent.response) : sent.refused;

/**
 * Sends a request that must take effect once, and stores the response if it succeeded. Without an effect, the request is
 * forgotten. If the effect is unknown, the same request has to wait until the lease ends.
 */
async function sendOnce(
  request: UpstreamRequest,
  begun: BegunRequest,
  upstream: Upstream,
): Promise<Result<StreamedResponse>> {
  const sent = await upstream.send(request);
  if (!('response' in sent)) {
    if (!sent.isUnknown) await abandonRequest(begun);
    return sent.refused;
  }
  const { response } = sent;
  if (response.status >= 400) {
    await abandonRequest(begun);
    return ok(response);
  }
  const read = await readStart(response.stream, MAX_STORED_BYTES).catch((error: unknown) => ({ error }));
  if ('error' in read) return toResult(upstream.broken(request, read.error));
  const { start, rest } = read;
  // If it cannot be stored, the same request waits until the lease ends. The caller gets the response anyway.
  await finishRequest(begun, rest ? null : toStored(response, start)).catch((err: unknown) => {
    log.error(
      { err, requestId: request.identity.requestId },
      'The response of the backend could not be stored',
    );
  });
  return ok({ ...response, stream: Readable.from(rest ? join(start, rest) : [start]) });
}

/**
 * Passes a call on to the provider's backend. The key is removed, and signed headers say who called. Refuses with
 * NOT_FOUND, SERVICE_UNAVAILABLE, IDEMPOTENCY_CONFLICT or IDEMPOTENCY_KEY_REUSED.
 */
export async function forward(
  forwarding: Forwarding,
  idempotencyKey: IdempotencyKey | undefined,
  upstream: Upstream,
): Promise<Result<GatewayResponse | StreamedResponse>> {
  const request = toUpstreamRequest(forwarding);
  if (!request.ok) return request;
  if (!idempotencyKey) return toResult(await upstream.send(request.value));
  const begun = await beginRequest(idempotencyKey, LEASE_MS);
  if (!begun.ok) return begun;
  if ('stored' in begun.value) return ok(replay(begun.value.stored, forwarding.profile));
  return sendOnce(request.value, begun.value.begun, upstream);
}
