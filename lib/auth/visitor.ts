import type { SystemActor } from '@/lib/domain/actor';

/** The client's address: server.ts puts the one true address here, over whatever the client sent. */
export function visitorAddress(headers: Headers): string | null {
  return headers.get('x-forwarded-for');
}

/** A visitor who has no session yet. */
export function visitor(headers: Headers): SystemActor {
  return { kind: 'system', address: visitorAddress(headers) };
}
