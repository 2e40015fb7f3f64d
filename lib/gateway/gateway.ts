import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '@/lib/client-address';
import { now } from '@/lib/clock';
import type { KeyRefusal } from '@/lib/domain/api-keys/record-refusals';
import type { KeyUse } from '@/lib/domain/api-keys/record-use';
import { isUnavailable } from '@/lib/domain/unavailable';
import { type Refusal, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { logCall } from '@/lib/gateway/log-call';
import { runPipeline } from '@/lib/gateway/pipeline';
import { createCounters } from '@/lib/gateway/rate-limit/create';
import { RefusalBuffer } from '@/lib/gateway/refusal-buffer';
import { newRequestId } from '@/lib/gateway/request-id';
import { respond } from '@/lib/gateway/respond';
import { compileRoutes } from '@/lib/gateway/routes';
import { UseBuffer } from '@/lib/gateway/use-buffer';
import { log } from '@/lib/log';
import { currentProfile } from '@/lib/profiles/current';
import { statusOf } from '@/lib/refusal-status';

/** The data plane: what answers the customers' servers. */
export interface Gateway {
  /** Whether a request for `url` is the API's, and so the gateway's to answer. */
  handles(url: string | undefined): boolean;
  /** Answers one; it fails only by a fault of ours that left no answer to be given. */
  listener(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Writes what is still held in memory; call it once no request is in flight. */
  close(): Promise<void>;
}

const CLIENT_LENGTH = 80;

function toCall(request: IncomingMessage): Call {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return {
    id: newRequestId(),
    request,
    address: clientAddress(request),
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? '' : url.slice(mark + 1),
  };
}

/** What a caller is told when the fault is ours; the log has the rest, under the call's id. */
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

/** Evidence of use: of every call whose key was good, also when it was refused for another reason. */
function toUse({ key, route, request, address }: Call, status: number): KeyUse | undefined {
  if (!key || !route || status === 401) return undefined;
  return {
    keyId: key.id,
    secretId: key.secretId,
    at: now(),
    operation: route.operation,
    status,
    address,
    client: request.headers['user-agent']?.slice(0, CLIENT_LENGTH) ?? null,
  };
}

/** What the key's owner learns of a call that was refused; of one that failed by our fault, nothing. */
function toRefusal({ id, key, route, address }: Call, refusal: Refusal): KeyRefusal | undefined {
  if (!key || statusOf(refusal) >= 500) return undefined;
  const { code, detail = {} } = refusal;
  return {
    keyId: key.id,
    at: now(),
    code,
    operation: route?.operation ?? null,
    address,
    requestId: id,
    detail,
  };
}

/** The gateway of the current profile. */
export function createGateway(): Gateway {
  const profile = currentProfile();
  const routes = compileRoutes(profile);
  const counters = createCounters();
  const uses = new UseBuffer();
  const refusals = new RefusalBuffer();

  return {
    handles: (url = '') =>
      url.startsWith(profile.base) && /^(?:[/?#]|$)/.test(url.slice(profile.base.length)),
    async listener(request, response) {
      const call = toCall(request);
      const result = await runPipeline(call, { profile, routes, counters }).catch((error) =>
        toFault(error, call),
      );
      const status = respond(response, call, result, profile);
      const use = toUse(call, status);
      if (use) uses.add(use);
      const refusal = result.ok ? undefined : toRefusal(call, result.refusal);
      if (refusal) refusals.add(refusal);
      logCall(call, status, result.ok ? undefined : result.refusal.code);
    },
    async close() {
      await Promise.all([uses.close(), refusals.close(), counters.close()]);
    },
  };
}
