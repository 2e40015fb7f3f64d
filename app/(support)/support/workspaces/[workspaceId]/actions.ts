'use server';

import { cookies } from 'next/headers';
import { staffAction } from '@/lib/actions/staff-action';
import { impersonationCookie } from '@/lib/auth/cookies';
import { sealImpersonationToken } from '@/lib/auth/impersonation-token';
import { startImpersonation } from '@/lib/domain/impersonation/start';
import { ok } from '@/lib/errors';

/** Starts a support session. From the next page load on, the browser shows the member's pages. */
export const startImpersonationAction = staffAction(async (actor, input) => {
  const started = await startImpersonation(actor, input);
  if (!started.ok) return started;
  const { impersonationId, latestEnd } = started.value;
  const { name, options } = impersonationCookie();
  // The cookie stays until the browser closes, so that the agent is told when the session has ended. The token expires, and
  // not before a session that the customer extends while the agent's browser sends nothing.
  (await cookies()).set(name, await sealImpersonationToken(started.value, latestEnd), options);
  return ok({ impersonationId });
});
