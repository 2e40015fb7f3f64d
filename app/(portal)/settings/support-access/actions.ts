'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { answerRequest } from '@/lib/domain/act-requests/answer';
import { answerExtension } from '@/lib/domain/extension-requests/answer';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';

const PAGE = '/settings/support-access';

export const setSupportAccessAction = memberAction('impersonation/set-access', async (actor, input) => {
  const saved = await setSupportAccess(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const answerRequestAction = memberAction('act-requests/answer', async (actor, input) => {
  const answered = await answerRequest(actor, input);
  revalidatePath(PAGE);
  return answered;
});

export const answerExtensionAction = memberAction('extension-requests/answer', async (actor, input) => {
  const answered = await answerExtension(actor, input);
  revalidatePath(PAGE);
  return answered;
});

/** Ends a support session in the member's workspace. */
export const endImpersonationAction = memberAction('impersonation/end', async (actor, input) => {
  const ended = await endImpersonation(actor, input);
  if (ended.ok) revalidatePath(PAGE);
  return ended;
});
