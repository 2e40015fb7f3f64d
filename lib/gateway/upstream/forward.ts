import { Readable } from 'node:stream';
import { sha256 } from '@/lib/crypto';
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
import { UPSTREAM_TIMEOUT_MS, type Upstream, type UpstreamRequest } from '@/lib/gateway/upstream/upstream';
import { bodyWithoutKey, headersWithoutKey, queryWithoutKey } from '@/lib/gateway/upstream/without-key';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { Profile } from '@/lib/profiles/profile';

const LEASE_MS = 2 * UPSTREAM_TIMEOUT_MS;
/** The largest response that is stored for an idempotency key. */
const MAX_STORED_BYTES = 1024 * 1024;

/** A backend could resolve these segments to a path that the profile does not declare. */
const UNSAFE_SEGMENT = /^(?:\.|%2e){1,2}$|%2f|%5c|\\|%00/i;

/** Everything about a call that a backend needs. */
export interface Forwarding {
  call: Call;
  actor: ApiKeyActor;
  body: Buffer;
  format: BodyFormat | undefined;
  profile: Profile;
  credentialNames: CredentialNames;
}

/** The request for the backend: the caller's, without the key, and with the caller's identity. */
function toUpstreamRequest(forwarding: Forwarding): Result<UpstreamRequest> {
  const { call, actor, body, format, profile, credentialNames } = forwarding;
  const path = call.path.slice(profile.base.length);
  if (path.split('/').some((segment) => UNSAFE_SEGMENT.test(segment))) {
    return refuse('NOT_FOUND', 'There is nothing at this address.');
  }
  const query = queryWithoutKey(call.query, credentialNames);
  const { workspaceId, keyId, environment } = actor;
  return ok({
    method: call.request.method ?? '',
    path,
    query: query === '' ? '' : `?${query}`,
    headers: headersWithoutKey(call.request, profile.credentials, IDENTITY_HEADERS),
    body: bodyWithoutKey(body, format, credentialNames),
    identity: { workspaceId, keyId, environment, requestId: call.id, address: call.address },
  });
}

/**
 * The idempotency key of a forwarded call. The request is the same only if path and query are the same, too: the backend
 * reads its input from everywhere.
 */
function withTarget(key: IdempotencyKey, { path, query, body }: UpstreamRequest): IdempotencyKey {
  return { ...key, requestHash: sha256(Buffer.concat([Buffer.from(`${path}${query}\n`), body])) };
}

/** Sends a request that must take effect once, and stores the response. */
async function sendOnce(
  request: UpstreamRequest,
  begun: BegunRequest,
  upstream: Upstream,
): Promise<Result<StreamedResponse>> {
  const sent = await upstream.send(request);
  if (!sent.ok) {
    await abandonRequest(begun);
    return sent;
  }
  const response = sent.value;
  if (response.status >= 500) {
    await abandonRequest(begun);
    return sent;
  }
  try {
    const { start, rest } = await readStart(response.stream, MAX_STORED_BYTES);
    await finishRequest(begun, rest ? null : toStored(response, start));
    return ok({ ...response, stream: Readable.from(rest ? join(start, rest) : [start]) });
  } catch (err) {
    await abandonRequest(begun);
    return upstream.refuseBroken(request, err);
  }
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
  if (!idempotencyKey) return upstream.send(request.value);
  const begun = await beginRequest(withTarget(idempotencyKey, request.value), LEASE_MS);
  if (!begun.ok) return begun;
  if ('stored' in begun.value) return ok(replay(begun.value.stored, forwarding.profile));
  return sendOnce(request.value, begun.value.begun, upstream);
}
