import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '@/lib/client-address';
import { now } from '@/lib/clock';
import type { KeyRefusal } from '@/lib/domain/refusals/record';
import { isUnavailable } from '@/lib/domain/unavailable';
import type { KeyUse } from '@/lib/domain/usage/record';
import { ok, type Refusal, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';
import { runPipeline } from '@/lib/gateway/pipeline';
import { createCounters } from '@/lib/gateway/rate-limit/create';
import { callingPage } from '@/lib/gateway/recording/calling-page';
import { logCall } from '@/lib/gateway/recording/log-call';
import { createRedact, type Redact } from '@/lib/gateway/recording/redact';
import { RefusalBuffer } from '@/lib/gateway/recording/refusal-buffer';
import { UseBuffer } from '@/lib/gateway/recording/use-buffer';
import { createReference } from '@/lib/gateway/reference';
import { newRequestId } from '@/lib/gateway/request-id';
import { respond } from '@/lib/gateway/respond';
import { compileRoutes } from '@/lib/gateway/routes';
import { withCleanValue } from '@/lib/gateway/sent-value';
import type { FindMember } from '@/lib/gateway/steps/identify-member';
import { currentUpstream, type Upstream } from '@/lib/gateway/upstream/upstream';
import { log } from '@/lib/log';
import { toCredentialNames } from '@/lib/profiles/credential-names';
import type { Profile } from '@/lib/profiles/profile';

/** The data plane: handles the requests of customers' servers. */
export interface Gateway {
  /** Whether a request for `url` belongs to the API. */
  handles(url: string | undefined): boolean;
  /** Handles one request. Rejects only if no response could be sent. */
  listener(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Writes what is still in memory. Call it when no request is in flight. */
  close(): Promise<void>;
}

const CLIENT_LENGTH = 80;

function toCall(request: IncomingMessage): Call {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return {
    id: newRequestId(),
    request,
    secrets: [],
    address: clientAddress(request),
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? '' : url.slice(mark + 1),
  };
}

/** The response to an error of ours. The log has the details under the request id. */
function toFault(error: unknown, call: Call): Result<never> {
  if (isUnavailable(error)) {
    log.warn({ err: error, requestId: call.id }, 'The database did not answer a call');
    return refuse('SERVICE_UNAVAILABLE', 'This is unavailable for a moment. Try again shortly.', {
      retryAfterSeconds: 2,
    });
  }
  log.error({ err: error, requestId: call.id, operation: call.route?.operation }, 'A call failed');
  return refuse('INTERNAL_ERROR', 'Something went wrong on our side. Quote the request id to support.');
}

/** A refusal whose response repeats no secret of the call. */
function withoutSecrets(refusal: Refusal, { secrets }: Call, redact: Redact) {
  return { ok: false as const, refusal: withCleanValue(refusal, (text) => redact(text, secrets)) };
}

/** The use of a key by a call: every call with a known key counts, also if it was refused. */
function toUse(
  { key, route, request, address, secrets, isKeyInUrl }: Call,
  status: number,
  isRefused: boolean,
  redact: Redact,
): KeyUse | undefined {
  const client = request.headers['user-agent'];
  if (!key || !route) return undefined;
  const clean = (text: string) => redact(text, secrets);
  return {
    keyId: key.id,
    secretId: key.secretId,
    at: now(),
    operation: route.operation,
    status,
    isAuthenticated: !(isRefused && status === 401),
    address,
    client: client === undefined ? null : clean(client).slice(0, CLIENT_LENGTH),
    page: callingPage(request.headers, clean),
    inUrl: isKeyInUrl === true,
  };
}

/** The entry of a refused call in the log of its key; nothing if the error was ours. */
function toRefusal(
  { id, key, route, address, secrets }: Call,
  { code, detail = {} }: Refusal,
  status: number,
  redact: Redact,
): KeyRefusal | undefined {
  if (!key || status >= 500) return undefined;
  const clean = (value: string | number) => (typeof value === 'string' ? redact(value, secrets) : value);
  return {
    keyId: key.id,
    at: now(),
    code,
    operation: route?.operation ?? null,
    address,
    requestId: id,
    detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, clean(value)])),
  };
}

/** Paths below a profile's base that belong to the portal, because some providers have the base `/api`. */
const PORTAL_PATHS = ['/api/auth'];

function isBelow(base: string, url: string): boolean {
  return url.startsWith(base) && /^(?:[/?#]|$)/.test(url.slice(base.length));
}

/** By default, no request has a portal session. */
const findNobody: FindMember = async () => ok(null);

/** What a gateway uses besides its profile. */
export interface GatewayServices {
  /** Finds the member behind a portal session, for the routes that accept one. */
  findMember?: FindMember;
  /** The provider's backend; by default the one in the settings. */
  upstream?: Upstream;
}

/** A gateway that serves the API of `profile`. */
export function createGateway(profile: Profile, services: GatewayServices = {}): Gateway {
  const { findMember = findNobody, upstream = currentUpstream(profile.base) } = services;
  const routes = compileRoutes(profile, upstream);
  const credentialNames = toCredentialNames(profile.credentials);
  const redact = createRedact(profile);
  const reference = createReference(profile);
  const counters = createCounters();
  const uses = new UseBuffer();
  const refusals = new RefusalBuffer();
  const context: GatewayContext = { profile, routes, credentialNames, counters, findMember };

  return {
    handles: (url = '') => isBelow(profile.base, url) && !PORTAL_PATHS.some((path) => isBelow(path, url)),
    async listener(request, response) {
      const call = toCall(request);
      if (call.path === reference.path && (request.method === 'GET' || request.method === 'HEAD')) {
        respond(response, call, ok(reference.respond()), profile);
        return;
      }
      const ran = await runPipeline(call, context).catch((error) => toFault(error, call));
      const result = ran.ok ? ran : withoutSecrets(ran.refusal, call, redact);
      const status = respond(response, call, result, profile);
      const use = toUse(call, status, !result.ok, redact);
      if (use) uses.add(use);
      const refusal = result.ok ? undefined : toRefusal(call, result.refusal, status, redact);
      if (refusal) refusals.add(refusal);
      logCall(call, status, result.ok ? undefined : result.refusal.code);
    },
    async close() {
      await Promise.all([uses.close(), refusals.close(), counters.close(), upstream?.close()]);
    },
  };
}
