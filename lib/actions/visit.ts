'use server';

import { cookies } from 'next/headers';
import { staffAction } from '@/lib/actions/staff-action';
import { visitCookie } from '@/lib/auth/cookies';
import { openVisitToken, sealVisitToken } from '@/lib/auth/visit-token';
import { askToAct } from '@/lib/domain/support/ask-to-act';
import { endVisit } from '@/lib/domain/support/end-visit';
import { startVisit } from '@/lib/domain/support/start-visit';
import { visitSchema } from '@/lib/domain/support/visit-schema';
import { ok } from '@/lib/errors';

/** Lets the agent step in; what the browser loads next, it loads in the member's place. */
export const startVisitAction = staffAction(async (actor, input) => {
  const started = await startVisit(actor, input);
  if (!started.ok) return started;
  const { visitId, expiresAt } = started.value;
  const { name, options } = visitCookie();
  // It stays until the browser closes: whoever comes back to an ended visit is told so. What it says ends with the visit.
  (await cookies()).set(name, await sealVisitToken(started.value, expiresAt), options);
  return ok({ visitId });
});

/** Ends the agent's own visit, or for a lead anybody's. */
export const exitVisitAction = staffAction(async (actor, input) => {
  const ended = await endVisit(actor, input);
  if (!ended.ok) return ended;
  const { name, options } = visitCookie();
  const held = (await cookies()).get(name);
  const token = held && (await openVisitToken(held.value));
  if (token?.visitId === visitSchema.parse(input).visitId) {
    (await cookies()).delete({ name, path: options.path, secure: options.secure });
  }
  return ended;
});

/** Asks the customer to let the agent act. */
export const askToActAction = staffAction(askToAct);
