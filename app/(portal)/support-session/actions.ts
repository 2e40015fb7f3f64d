'use server';

import { cookies } from 'next/headers';
import { staffAction } from '@/lib/actions/staff-action';
import { impersonationCookie } from '@/lib/auth/cookies';
import { openImpersonationToken, sealImpersonationToken } from '@/lib/auth/impersonation-token';
import { askToAct } from '@/lib/domain/act-requests/ask';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { impersonationSchema } from '@/lib/domain/impersonation/schema';
import { startImpersonation } from '@/lib/domain/impersonation/start';
import { ok } from '@/lib/errors';

/** Starts a support session. From the next page load on, the browser shows the member's pages. */
export const startImpersonationAction = staffAction(async (actor, input) => {
  const started = await startImpersonation(actor, input);
  if (!started.ok) return started;
  const { impersonationId, expiresAt } = started.value;
  const { name, options } = impersonationCookie();
  // The cookie stays until the browser closes, so that the agent is told when the session has ended. The token expires.
  (await cookies()).set(name, await sealImpersonationToken(started.value, expiresAt), options);
  return ok({ impersonationId });
});

/** Ends the agent's own session; a lead may end any. */
export const exitImpersonationAction = staffAction(async (actor, input) => {
  const ended = await endImpersonation(actor, input);
  if (!ended.ok) return ended;
  const { name, options } = impersonationCookie();
  const held = (await cookies()).get(name);
  const token = held && (await openImpersonationToken(held.value));
  if (token?.impersonationId === impersonationSchema.parse(input).impersonationId) {
    (await cookies()).delete({ name, path: options.path, secure: options.secure });
  }
  return ended;
});

/** Asks the customer to let the agent make changes. */
export const askToActAction = staffAction(askToAct);
