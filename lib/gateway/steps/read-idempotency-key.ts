import type { IncomingMessage } from 'node:http';
import { parseItem } from 'structured-headers';
import { sha256 } from '@/lib/crypto';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import { ok, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { headerValues } from '@/lib/gateway/header-values';
import { takesBody } from '@/lib/gateway/request-body';
import { chargesByGet } from '@/lib/profiles/charging';
import { headerName } from '@/lib/profiles/header-name';
import { MAX_IDEMPOTENCY_KEY_LENGTH } from '@/lib/profiles/limits';
import type { ForwardedRoute, Profile, Route } from '@/lib/profiles/profile';

/** Visible characters and spaces, as the string of a structured field can contain. */
const PRINTABLE = /^[ -~]+$/;

/** The key in the value of the header: quoted, as in the draft, or bare, as most clients send it. */
function readKey(value: string): string | undefined {
  if (!value.startsWith('"')) return value;
  try {
    const [key, parameters] = parseItem(value);
    return typeof key === 'string' && parameters.size === 0 ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The keys in the header, and in the field of the body that the profile declares. */
function readKeys(request: IncomingMessage, body: unknown, { idempotency }: Profile) {
  const keys = headerValues(request, idempotency.header).map((value) => readKey(value.trim()));
  const { field } = idempotency;
  const inBody = field && typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  return typeof inBody === 'string' ? [...keys, inBody] : keys;
}

/**
 * A hash that differs for different requests: of the body, and of the path and the query where these are input, too.
 */
function requestHash({ path, query, request }: Call, route: Route | ForwardedRoute, body: Buffer) {
  if (!route.path.includes('{') && query === '') return sha256(body);
  return sha256(Buffer.concat([Buffer.from(`${request.method} ${path}?${query}\n`), body]));
}

/** Whether a route does something that must not happen twice. */
function canHaveKey(route: Route | ForwardedRoute): boolean {
  if (route.method === 'GET') return !route.forwarded && chargesByGet(route);
  return takesBody(route);
}

/**
 * The idempotency key of a request; undefined without one.
 * @param fields of the body, where the profile lets one of them contain the key
 */
export function readIdempotencyKey(
  call: Call,
  route: Route | ForwardedRoute,
  fields: unknown,
  { workspaceId, environment }: Pick<ApiKeyActor, 'workspaceId' | 'environment'>,
  body: Buffer,
  profile: Profile,
): Result<IdempotencyKey | undefined> {
  if (!canHaveKey(route)) return ok(undefined);
  const keys = readKeys(call.request, fields, profile);
  if (keys.length === 0) return ok(undefined);
  const [key, ...more] = keys;
  if (!key || key.length > MAX_IDEMPOTENCY_KEY_LENGTH || !PRINTABLE.test(key) || more.length > 0) {
    const message = `Give one ${headerName(profile.idempotency.header)}, of 1 to ${MAX_IDEMPOTENCY_KEY_LENGTH} printable ASCII characters.`;
    return refuse('MALFORMED_REQUEST', message);
  }
  return ok({
    workspaceId,
    environment,
    operation: route.operation,
    key,
    requestHash: requestHash(call, route, body),
  });
}
