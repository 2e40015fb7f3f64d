'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { dismissFirstSteps } from '@/lib/domain/overview/dismiss-first-steps';

export const dismissFirstStepsAction = memberAction('overview/dismiss-first-steps', async (actor, input) => {
  const dismissed = await dismissFirstSteps(actor, input);
  if (dismissed.ok) revalidatePath('/');
  return dismissed;
});
