import type { ApiKeyActor } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';
import type { UpstreamRequest } from '@/lib/gateway/upstream/upstream';
import { bodyWithoutKey, headersWithoutKey, queryWithoutKey } from '@/lib/gateway/upstream/without-key';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { ForwardedRoute } from '@/lib/profiles/profile';

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

/** A call that passed every step. */
export interface CheckedCall {
  call: Call;
  route: ForwardedRoute;
  actor: ApiKeyActor;
  body: Buffer;
  /** Of the body; undefined if it is none of the profile's. */
  format: BodyFormat | undefined;
}

/**
 * The request for the backend: the caller's, without the key, and with the caller's identity. Refuses with NOT_FOUND a path
 * that a backend could read differently.
 */
export function toUpstreamRequest(
  { call, route, actor, body, format }: CheckedCall,
  { profile, credentialNames }: GatewayContext,
): Result<UpstreamRequest> {
  const path = call.path.slice(profile.base.length);
  if (!isPlain(path)) return refuse('NOT_FOUND', 'There is nothing at this address.');
  const query = queryWithoutKey(call.query, credentialNames);
  const { workspaceId, keyId, environment } = actor;
  return ok({
    method: call.request.method ?? '',
    path,
    query: query === '' ? '' : `?${query}`,
    headers: headersWithoutKey(call.request, profile.credentials),
    body: bodyWithoutKey(body, format, credentialNames),
    identity: { workspaceId, keyId, environment, requestId: call.id, address: call.address },
    responseHeaders: route.responseHeaders ?? [],
  });
}
