import { now } from '@/lib/clock';

/** Whether every call with a key fails today. */
export function isStopped(key: { revokedAt: Date | null; disabledAt: Date | null; expiresAt: Date | null }) {
  return (
    key.revokedAt !== null || key.disabledAt !== null || (key.expiresAt !== null && key.expiresAt <= now())
  );
}
