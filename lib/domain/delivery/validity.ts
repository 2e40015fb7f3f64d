import { DAY, now } from '@/lib/clock';

/** How long a carrier is asked to take a message; later, nobody waits for it any more. */
const VALIDITY_MS = DAY;

/** Messages made before this are not sent any more. */
export function oldestValid(): Date {
  return new Date(now().getTime() - VALIDITY_MS);
}
