import { Pool } from 'undici';
import { SECOND } from '@/lib/clock';
import { UnfinishedCalls } from '@/lib/domain/throttle/unfinished-calls';
import { env } from '@/lib/env';
import type { StreamedResponse } from '@/lib/gateway/response';
import {
  type CallerIdentity,
  identityHeaders,
  type UpstreamTarget,
} from '@/lib/gateway/upstream/identity-headers';
import { passedHeaders } from '@/lib/gateway/upstream/response-headers';
import { refuseFailed, refuseNow, type Sent } from '@/lib/gateway/upstream/sent';
import { type Span, traced, traceHeaders } from '@/lib/spans';

const CONNECTIONS = 512;
const CONNECT_TIMEOUT_MS = 5 * SECOND;
/** W3C Trace Context. */
const TRACE_HEADERS: ReadonlySet<string> = new Set(['traceparent', 'tracestate']);

export interface UpstreamLimits {
  /** Until the headers arrive, and between two parts of the body. */
  silenceTimeoutMs: number;
  /** Until the last byte. */
  timeoutMs: number;
  maxResponseBytes: number;
  /** Unfinished calls of one workspace. */
  perWorkspace: number;
}

export const LIMITS: UpstreamLimits = {
  silenceTimeoutMs: 30 * SECOND,
  timeoutMs: 120 * SECOND,
  maxResponseBytes: 32 * 1024 * 1024,
  perWorkspace: 32,
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

/** The provider's own backend. */
export interface Upstream {
  /**
   * Sends a request once. The result is the response when its headers are there; the body follows. Refuses with
   * SERVICE_UNAVAILABLE if there is none in time, or if the workspace has too many calls that are not finished.
   */
  send(request: UpstreamRequest): Promise<Sent>;
  close(): Promise<void>;
}

/** The same headers with the current span, so that the backend continues its trace. */
function withTrace(headers: readonly string[]): readonly string[] {
  const own = Object.entries(traceHeaders());
  if (own.length === 0) return headers;
  const kept = headers.flatMap((name, at) =>
    at % 2 === 0 && !TRACE_HEADERS.has(name.toLowerCase()) ? [name, headers[at + 1] ?? ''] : [],
  );
  return [...kept, ...own.flat()];
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
    maxResponseSize: limits.maxResponseBytes,
  });

  const toPublic = (location: string): string => {
    if (location.startsWith(`${address}/`)) return `${publicBase}${location.slice(address.length)}`;
    return base !== '' && location.startsWith(`${base}/`)
      ? `${publicBase}${location.slice(base.length)}`
      : location;
  };

  async function request(call: UpstreamRequest, span: Span | undefined): Promise<StreamedResponse> {
    const { method, query, body, identity } = call;
    const headers = withTrace(call.headers);
    const path = `${base}${call.path}`;
    const signed = Object.entries(identityHeaders(identity, { method, path, query, body }, secret));
    const response = await pool.request({
      method,
      path: `${path}${query}`,
      headers: [...headers, ...signed.flat()],
      body: body.length > 0 ? body : null,
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
    span?.set({ 'http.response.status_code': response.statusCode });
    return {
      status: response.statusCode,
      headers: passedHeaders(response.headers, call.responseHeaders, toPublic),
      stream: response.body,
    };
  }

  const unfinished = new UnfinishedCalls(limits.perWorkspace);

  return {
    async send(call) {
      const { workspaceId } = call.identity;
      if (!unfinished.add(workspaceId)) return refuseNow(1);
      try {
        const response = await traced(
          () => ({ kind: 'client', name: call.method, attributes: { 'http.request.method': call.method } }),
          (span) => request(call, span),
        );
        response.stream.once('close', () => unfinished.remove(workspaceId));
        return { response };
      } catch (error) {
        unfinished.remove(workspaceId);
        return refuseFailed(error, call);
      }
    },
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
