'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { answerRequest } from '@/lib/domain/support/answer-request';
import { endVisit } from '@/lib/domain/support/end-visit';
import { setSupportAccess } from '@/lib/domain/support/set-access';

const PAGE = '/settings/support-access';

export const setSupportAccessAction = memberAction('support/set-access', async (actor, input) => {
  const saved = await setSupportAccess(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const answerRequestAction = memberAction('support/answer-request', async (actor, input) => {
  const answered = await answerRequest(actor, input);
  revalidatePath(PAGE);
  return answered;
});

/** Ends a visit to the member's workspace. */
export const endVisitAction = memberAction('support/end-visit', async (actor, input) => {
  const ended = await endVisit(actor, input);
  if (ended.ok) revalidatePath(PAGE);
  return ended;
});
