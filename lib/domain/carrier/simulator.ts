import { SECOND } from '@/lib/clock';
import type { Carrier } from '@/lib/domain/carrier/carrier';

/** The carrier of the sandbox: accepts everything and delivers nothing. The number decides the outcome. */
export const simulator: Carrier = {
  submit: async () => ({ outcome: 'accepted' }),
  askAfterMs: SECOND,
};
