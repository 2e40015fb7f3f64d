import { DAY, now } from '@/lib/clock';

/** How long a message waits for a carrier to accept it. */
const VALIDITY_MS = DAY;

/** Messages that were to be sent before this time are not sent any more. */
export function oldestValid(): Date {
  return new Date(now().getTime() - VALIDITY_MS);
}
