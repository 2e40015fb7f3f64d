'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { startPayment } from '@/lib/domain/payments/start';
import { setLowBalance } from '@/lib/domain/workspaces/set-low-balance';

const PAGE = '/balance';

export const setLowBalanceAction = memberAction('workspaces/set-low-balance', async (actor, input) => {
  const saved = await setLowBalance(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const startPaymentAction = memberAction('payments/start', startPayment);
