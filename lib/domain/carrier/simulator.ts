import { SECOND } from '@/lib/clock';
import type { Carrier } from '@/lib/domain/carrier/carrier';

/** The sandbox's carrier: takes every message and delivers none. How each ends is its number's to say. */
export const simulator: Carrier = {
  take: async () => ({ outcome: 'accepted' }),
  askAfterMs: SECOND,
};
