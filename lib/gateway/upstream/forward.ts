import { Readable } from 'node:stream';
import {
  abandonRequest,
  type BegunRequest,
  beginRequest,
  finishRequest,
} from '@/lib/domain/idempotency/remote-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import { ok, type Result } from '@/lib/errors';
import type { GatewayContext } from '@/lib/gateway/context';
import { type GatewayResponse, replay, type StreamedResponse } from '@/lib/gateway/response';
import { refuseFailed, type Sent } from '@/lib/gateway/upstream/sent';
import { join, readStart, toStored } from '@/lib/gateway/upstream/stored-body';
import { type CheckedCall, toUpstreamRequest } from '@/lib/gateway/upstream/to-request';
import { LIMITS, type Upstream, type UpstreamRequest } from '@/lib/gateway/upstream/upstream';
import { log } from '@/lib/log';

const LEASE_MS = 2 * LIMITS.timeoutMs;
/** The largest response that is stored for an idempotency key. */
const MAX_STORED_BYTES = 1024 * 1024;

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
  if ('error' in read) return refuseFailed(read.error, request).refused;
  const { start, rest } = read;
  // If it cannot be stored, the same request waits until the lease ends. The caller gets the response anyway.
  await finishRequest(begun, rest ? null : toStored(response, start)).catch((err: unknown) => {
    log.error(
      { err, requestId: request.identity.requestId },
      'The response of the backend could not be stored',
    );
  });
  const stream = Readable.from(rest ? join(start, rest) : [start]);
  // A generator that has not begun does not close what it would read.
  stream.once('close', () => response.stream.destroy());
  return ok({ ...response, stream });
}

/**
 * Passes a call on to the provider's backend. The key is removed, and signed headers say who called. Refuses with
 * NOT_FOUND, SERVICE_UNAVAILABLE, IDEMPOTENCY_CONFLICT or IDEMPOTENCY_KEY_REUSED.
 */
export async function forward(
  checked: CheckedCall,
  idempotencyKey: IdempotencyKey | undefined,
  upstream: Upstream,
  context: GatewayContext,
): Promise<Result<GatewayResponse | StreamedResponse>> {
  const request = toUpstreamRequest(checked, context);
  if (!request.ok) return request;
  if (!idempotencyKey) return toResult(await upstream.send(request.value));
  const begun = await beginRequest(idempotencyKey, LEASE_MS);
  if (!begun.ok) return begun;
  if ('stored' in begun.value) return ok(replay(begun.value.stored, context.profile));
  return sendOnce(request.value, begun.value.begun, upstream);
}
