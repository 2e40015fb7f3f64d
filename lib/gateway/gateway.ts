import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '@/lib/client-address';
import { isUnavailable } from '@/lib/domain/unavailable';
import { ok, type Refusal, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';
import { inStep } from '@/lib/gateway/in-step';
import { runPipeline } from '@/lib/gateway/pipeline';
import { createCounters } from '@/lib/gateway/rate-limit/create';
import { describeCall, startOfCall } from '@/lib/gateway/recording/call-span';
import { EndedSecretBuffer } from '@/lib/gateway/recording/ended-secret-buffer';
import { logCall } from '@/lib/gateway/recording/log-call';
import { createRedact, type Redact } from '@/lib/gateway/recording/redact';
import { RefusalBuffer } from '@/lib/gateway/recording/refusal-buffer';
import { reportCall, timeBody } from '@/lib/gateway/recording/report-call';
import { toEndedRefusal, toEndedUse } from '@/lib/gateway/recording/to-ended-call';
import { toRefusal, toUnknownCall } from '@/lib/gateway/recording/to-refusal';
import { toUse } from '@/lib/gateway/recording/to-use';
import { UseBuffer } from '@/lib/gateway/recording/use-buffer';
import { createReference } from '@/lib/gateway/reference';
import { newRequestId } from '@/lib/gateway/request-id';
import { respond } from '@/lib/gateway/respond';
import type { GatewayResponse, StreamedResponse } from '@/lib/gateway/response';
import { compileRoutes } from '@/lib/gateway/routes';
import { withCleanValue } from '@/lib/gateway/sent-value';
import type { FindMember } from '@/lib/gateway/steps/identify-member';
import { currentUpstream, type Upstream } from '@/lib/gateway/upstream/upstream';
import { log } from '@/lib/log';
import { toCredentialNames } from '@/lib/profiles/credential-names';
import type { Profile } from '@/lib/profiles/profile';
import { type Span, traced } from '@/lib/spans';

/** The data plane: handles the requests of customers' servers. */
export interface Gateway {
  /** Whether a request for `url` belongs to the API. */
  handles(url: string | undefined): boolean;
  /** Handles one request. Rejects only if no response could be sent. */
  listener(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Whether calls are counted together with other processes now; undefined if this process counts alone. */
  countsTogether(): boolean | undefined;
  /** Writes what is still in memory. Call it when no request is in flight. */
  close(): Promise<void>;
}

function toCall(request: IncomingMessage): Call {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return {
    id: newRequestId(),
    request,
    startedAt: performance.now(),
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

/** Paths below a profile's base that belong to the portal, because some providers have the base `/api`. */
const PORTAL_PATHS = ['/api/auth'];

function isBelow(base: string, url: string): boolean {
  const next = url.charAt(base.length);
  return url.startsWith(base) && (next === '' || '/?#'.includes(next));
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
  const endedSecrets = new EndedSecretBuffer((secret, call) => {
    refusals.add(toEndedRefusal(secret, call));
    uses.add(toEndedUse(secret, call));
  });
  const decided = inStep();
  const responded = inStep();
  const context: GatewayContext = { profile, routes, credentialNames, counters, findMember };

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    span: Span | undefined,
  ): Promise<void> {
    const call = toCall(request);
    timeBody(call);
    if (call.path === reference.path && (request.method === 'GET' || request.method === 'HEAD')) {
      respond(response, call, ok(reference.respond()), profile);
      return;
    }
    let ran: Result<GatewayResponse | StreamedResponse>;
    try {
      ran = await runPipeline(call, context);
    } catch (error) {
      ran = toFault(error, call);
    }
    const result = ran.ok ? ran : withoutSecrets(ran.refusal, call, redact);
    await decided();
    const status = respond(response, call, result, profile);
    const answeredAt = performance.now();
    await responded();
    const refusal = result.ok ? undefined : result.refusal;
    reportCall(call, answeredAt, status, refusal?.code);
    const use = toUse(call, status, refusal, redact);
    if (use) uses.add(use);
    const refused = refusal && toRefusal(call, refusal, status, redact);
    if (refused) refusals.add(refused);
    const unknown = refusal && toUnknownCall(call, refusal, status, redact);
    if (unknown) endedSecrets.add(unknown.hash, unknown.call);
    logCall(call, status, refusal?.code);
    if (span) describeCall(span, call, status, refusal?.code, profile.base);
  }

  return {
    handles: (url = '') => isBelow(profile.base, url) && !PORTAL_PATHS.some((path) => isBelow(path, url)),
    listener: (request, response) =>
      traced(
        () => startOfCall(request),
        (span) => answer(request, response, span),
      ),
    countsTogether: () => counters.areShared?.(),
    async close() {
      await endedSecrets.close();
      await Promise.all([uses.close(), refusals.close(), counters.close(), upstream?.close()]);
    },
  };
}
