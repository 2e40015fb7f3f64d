'use server';

import { cookies } from 'next/headers';
import { staffAction } from '@/lib/actions/staff-action';
import { impersonationCookie } from '@/lib/auth/cookies';
import { openImpersonationToken } from '@/lib/auth/impersonation-token';
import { askToAct } from '@/lib/domain/act-requests/ask';
import { askToExtend } from '@/lib/domain/extension-requests/ask';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { impersonationSchema } from '@/lib/domain/impersonation/schema';

/** Ends the agent's own support session; a lead may end any. */
export const exitImpersonationAction = staffAction(async (actor, input) => {
  const ended = await endImpersonation(actor, input);
  if (!ended.ok) return ended;
  const { name, options } = impersonationCookie();
  const jar = await cookies();
  const cookie = jar.get(name);
  const token = cookie && (await openImpersonationToken(cookie.value));
  if (token?.impersonationId === impersonationSchema.parse(input).impersonationId) {
    jar.delete({ name, path: options.path, secure: options.secure });
  }
  return ended;
});

/** Asks the customer to let the agent make changes. */
export const askToActAction = staffAction(askToAct);

/** Asks the customer to extend the support session. */
export const askToExtendAction = staffAction(askToExtend);
