import { Transform } from 'node:stream';
import { type Dispatcher, errors, Pool } from 'undici';
import { SECOND } from '@/lib/clock';
import { env } from '@/lib/env';
import { type Refusal, refuse } from '@/lib/errors';
import type { StreamedResponse } from '@/lib/gateway/response';
import {
  type CallerIdentity,
  identityHeaders,
  type UpstreamTarget,
} from '@/lib/gateway/upstream/identity-headers';
import { passedHeaders } from '@/lib/gateway/upstream/response-headers';
import { log } from '@/lib/log';

const CONNECTIONS = 512;
/** How many of them one workspace can use. */
const PER_WORKSPACE = 32;
const CONNECT_TIMEOUT_MS = 5 * SECOND;
/** Until the headers arrive, and between two parts of the body. */
const SILENCE_TIMEOUT_MS = 30 * SECOND;
/** Until the last byte. */
export const UPSTREAM_TIMEOUT_MS = 120 * SECOND;
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

export interface UpstreamLimits {
  silenceTimeoutMs: number;
  timeoutMs: number;
  maxResponseBytes: number;
  /** Unfinished calls of one workspace. */
  perWorkspace: number;
}

const LIMITS: UpstreamLimits = {
  silenceTimeoutMs: SILENCE_TIMEOUT_MS,
  timeoutMs: UPSTREAM_TIMEOUT_MS,
  maxResponseBytes: MAX_RESPONSE_BYTES,
  perWorkspace: PER_WORKSPACE,
};

/** A call for the backend. */
export interface UpstreamRequest extends UpstreamTarget {
  /** Below the backend's address, and below the profile's base. */
  path: string;
  /** Name and value in turn. */
  headers: readonly string[];
  identity: CallerIdentity;
  /** Headers of the response that the caller gets besides the usual ones. */
  responseHeaders: readonly string[];
}

/** What became of a request. */
export type Sent =
  | { response: StreamedResponse }
  /** Without a response. `isUnknown`: the backend may have handled the request. */
  | { refused: { ok: false; refusal: Refusal }; isUnknown: boolean };

/** The provider's own backend. */
export interface Upstream {
  /**
   * Sends a request once. The result is the response when its headers are there; the body follows. Refuses with
   * SERVICE_UNAVAILABLE if there is none in time, or if the workspace has too many calls that are not finished.
   */
  send(request: UpstreamRequest): Promise<Sent>;
  /** The result for a response whose body ended early. */
  broken(request: UpstreamRequest, error: unknown): Sent;
  close(): Promise<void>;
}

/** Errors of a request that the backend has not received. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

const NOT_NOW = 'This is unavailable for a moment. Try again shortly.';

function refuseFailed(error: unknown, { identity: { requestId }, method }: UpstreamRequest): Sent {
  log.warn({ err: error, requestId }, 'The backend did not respond to a call');
  if (NOT_SENT.has(codeOf(error))) {
    return { refused: refuse('SERVICE_UNAVAILABLE', NOT_NOW, { retryAfterSeconds: 2 }), isUnknown: false };
  }
  const outcome =
    method === 'GET' || method === 'HEAD' ? '' : ' It is not known whether the call took effect.';
  const message = `The service behind this operation did not respond.${outcome}`;
  return { refused: refuse('SERVICE_UNAVAILABLE', message), isUnknown: true };
}

/** Passes a body on up to a size, and fails after that: the client sees that the response is incomplete. */
function limitSize(maxBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) done(new errors.ResponseExceededMaxSizeError());
      else done(null, chunk);
    },
  });
}

/** The backend at `url`, whose requests are signed with `secret`. */
export function openUpstream(url: string, secret: string, publicBase: string, limits = LIMITS): Upstream {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/+$/, '');
  const address = `${origin}${base}`;
  const pool = new Pool(origin, {
    allowH2: false,
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: limits.silenceTimeoutMs,
    bodyTimeout: limits.silenceTimeoutMs,
  });

  const toPublic = (location: string): string => {
    if (location.startsWith(`${address}/`)) return `${publicBase}${location.slice(address.length)}`;
    return base !== '' && location.startsWith(`${base}/`)
      ? `${publicBase}${location.slice(base.length)}`
      : location;
  };

  function toStream(
    { statusCode, headers, body }: Dispatcher.ResponseData,
    { responseHeaders }: UpstreamRequest,
  ): StreamedResponse {
    const limited = limitSize(limits.maxResponseBytes);
    body.on('error', (error) => limited.destroy(error));
    limited.on('close', () => body.destroy());
    const passed = passedHeaders(headers, responseHeaders, toPublic);
    return { status: statusCode, headers: passed, stream: body.pipe(limited) };
  }

  async function request(call: UpstreamRequest): Promise<StreamedResponse> {
    const { method, query, body, headers, identity } = call;
    const path = `${base}${call.path}`;
    const signed = Object.entries(identityHeaders(identity, { method, path, query, body }, secret));
    const response = await pool.request({
      method,
      path: `${path}${query}`,
      headers: [...headers, ...signed.flat()],
      body: body.length > 0 ? body : null,
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
    return toStream(response, call);
  }

  const unfinished = new Map<string, number>();
  function count(workspaceId: string, change: 1 | -1): void {
    const calls = (unfinished.get(workspaceId) ?? 0) + change;
    if (calls > 0) unfinished.set(workspaceId, calls);
    else unfinished.delete(workspaceId);
  }

  return {
    async send(call) {
      const { workspaceId } = call.identity;
      if ((unfinished.get(workspaceId) ?? 0) >= limits.perWorkspace) {
        return {
          refused: refuse('SERVICE_UNAVAILABLE', NOT_NOW, { retryAfterSeconds: 1 }),
          isUnknown: false,
        };
      }
      count(workspaceId, 1);
      try {
        const response = await request(call);
        response.stream.once('close', () => count(workspaceId, -1));
        return { response };
      } catch (error) {
        count(workspaceId, -1);
        return refuseFailed(error, call);
      }
    },
    broken: (call, error) => refuseFailed(error, call),
    close: () => pool.destroy(),
  };
}

/** The backend of this installation; undefined without UPSTREAM_URL. */
export function currentUpstream(publicBase: string): Upstream | undefined {
  const { UPSTREAM_URL, UPSTREAM_SECRET } = env();
  return UPSTREAM_URL && UPSTREAM_SECRET
    ? openUpstream(UPSTREAM_URL, UPSTREAM_SECRET, publicBase)
    : undefined;
}
