import type { SystemActor } from '@/lib/domain/actor';

/** The client's address. server.ts writes it to this header and overwrites what the client sent. */
export function addressOf(headers: Headers): string | null {
  return headers.get('x-forwarded-for');
}

/** The actor of a request without a session. */
export function guest(headers: Headers): SystemActor {
  return { kind: 'system', address: addressOf(headers) };
}
