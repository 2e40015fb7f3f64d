import { now } from '@/lib/clock';

/** Whether a secret no longer opens anything: it was retired, or its time is over. */
export function hasEnded({ retiredAt, endsAt }: { retiredAt: Date | null; endsAt: Date | null }): boolean {
  return retiredAt !== null || (endsAt !== null && endsAt <= now());
}
