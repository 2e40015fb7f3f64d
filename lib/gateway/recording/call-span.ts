import { type IncomingMessage, METHODS } from 'node:http';
import type { RefusalCode } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { Span, SpanStart } from '@/lib/spans';

/** A method as spans name it: clients can make up others. */
function knownMethod({ method = '' }: IncomingMessage): string {
  return METHODS.includes(method) ? method : '_OTHER';
}

/** The span of a call, before anything is known about it. It continues the trace that the caller names. */
export function startOfCall(request: IncomingMessage): SpanStart {
  const method = knownMethod(request);
  return {
    kind: 'server',
    name: method === '_OTHER' ? 'HTTP' : method,
    attributes: { 'http.request.method': method },
    headers: request.headers,
  };
}

/**
 * Describes the span of an answered call by the semantic conventions. The address is left out, because it can contain a phone
 * number or a key: the route has its pattern.
 */
export function describeCall(
  span: Span,
  { id, request, route, key }: Call,
  status: number,
  code: RefusalCode | undefined,
  base: string,
): void {
  const pattern = route && `${base}${route.path}`;
  if (pattern) span.rename(`${knownMethod(request)} ${pattern}`);
  span.set({
    'http.route': pattern,
    'http.response.status_code': status,
    'keydesk.request_id': id,
    'keydesk.operation': route?.operation,
    'keydesk.key_id': key?.id,
    'keydesk.environment': key?.environment,
  });
  if (code) span.fail(code, status >= 500);
}
