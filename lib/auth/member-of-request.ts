import type { IncomingHttpHeaders } from 'node:http';
import { sessionCookie } from '@/lib/auth/cookies';
import { isOwnOrigin, originHeaders, refuseOrigin } from '@/lib/auth/origin';
import { openSessionToken } from '@/lib/auth/session-token';
import type { MemberActor } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { ok, type Result } from '@/lib/errors';

/** The value of a cookie in the header Cookie (RFC 6265, 4.2.1). */
function cookieIn(header: string, name: string): string | undefined {
  const pair = header
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/**
 * The member whose portal session a request outside Next carries; null if it carries no valid one. Staff have no workspace,
 * and an impersonation session is for pages only.
 *
 * Refuses with FORBIDDEN if the request does not come from one of our own pages.
 */
export async function memberOfRequest(
  headers: IncomingHttpHeaders,
  address: string,
): Promise<Result<MemberActor | null>> {
  const token = cookieIn(headers.cookie ?? '', sessionCookie().name);
  const sessionId = token && (await openSessionToken(token));
  if (!sessionId) return ok(null);
  if (!isOwnOrigin(originHeaders(headers))) return refuseOrigin();
  const signedIn = await resolveSession(sessionId, address);
  return ok(signedIn?.kind === 'member' ? signedIn.actor : null);
}
