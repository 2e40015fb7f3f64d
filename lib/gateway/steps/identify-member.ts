import type { IncomingHttpHeaders } from 'node:http';
import type { MemberActor } from '@/lib/domain/actor';
import { ok, type Refusal, type Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { Route } from '@/lib/profiles/profile';

/**
 * Finds the member whose portal session a request carries; null if it carries no valid one. Refuses a request that does not
 * come from one of the portal's own pages. The portal owns sessions, so it provides this.
 */
export type FindMember = (
  headers: IncomingHttpHeaders,
  address: string,
) => Promise<Result<MemberActor | null>>;

/** The member who calls without a key, if the route accepts that. A call with any key never counts as a member's. */
export async function identifyMember(
  { request, address }: Call,
  { acceptsSession }: Route,
  { code }: Refusal,
  findMember: FindMember,
): Promise<Result<MemberActor | null>> {
  if (!acceptsSession || code !== 'MISSING_API_KEY') return ok(null);
  return findMember(request.headers, address);
}
