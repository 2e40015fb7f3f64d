import type { IncomingMessage } from 'node:http';
import { refuse } from '@/lib/errors';
import { MAX_BODY_BYTES } from '@/lib/profiles/limits';
import type { ForwardedRoute, Route } from '@/lib/profiles/profile';

/** Whether the gateway reads a body for a route. */
export function takesBody(route: Route | ForwardedRoute): boolean {
  // What a forwarded call can contain is for the backend to decide.
  if (route.forwarded) return true;
  const { method, body } = route;
  return body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/** Whether a request has a body (RFC 9112, 6). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The largest body that a route accepts. */
export function maxBodyBytes({ maxBodyBytes = MAX_BODY_BYTES }: Route | ForwardedRoute): number {
  return maxBodyBytes;
}

/** The refusal of a body that is too large for a route. */
export function tooLarge(route: Route | ForwardedRoute) {
  return refuse('PAYLOAD_TOO_LARGE', `Send at most ${maxBodyBytes(route) / 1024} KiB in one request.`);
}
