'use server';

import { revalidatePath } from 'next/cache';
import { customerAction } from '@/lib/actions/member-action';
import { confirmEmailChange } from '@/lib/domain/own-account/confirm-email-change';

/** Changes the signed-in member's address with the token of an emailed link. */
export const confirmEmailChangeAction = customerAction(
  'own-account/confirm-email-change',
  async (actor, input) => {
    const changed = await confirmEmailChange(actor, input);
    if (changed.ok) revalidatePath('/', 'layout');
    return changed;
  },
);
