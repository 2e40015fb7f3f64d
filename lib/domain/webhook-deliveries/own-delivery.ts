import { refuse } from '@/lib/errors';

/** The refusal of an unknown delivery. It is the same for a delivery of another workspace. */
export function refuseUnknownDelivery() {
  return refuse('NOT_FOUND', 'There is no such delivery in this workspace.');
}
