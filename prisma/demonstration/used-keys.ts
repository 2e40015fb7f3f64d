import { now } from '@/lib/clock';
import type { makeRows } from './key-rows';

/** A key that is or was in use. */
export interface UsedKey extends ReturnType<typeof makeRows> {
  /** It was used until some months ago. */
  isIdle: boolean;
  /** When it was revoked or disabled, or when it expired. */
  stoppedAt: Date | null;
}

/** The index-th key, if it is or was in use: a third of them, the special ones, and some of those that were stopped. */
export function findUse(key: ReturnType<typeof makeRows>, index: number): UsedKey | undefined {
  const { revokedAt, disabledAt, expiresAt } = key.row;
  const stoppedAt = revokedAt ?? disabledAt ?? (expiresAt && expiresAt < now() ? expiresAt : null);
  if (stoppedAt) return index % 60 <= 2 ? { ...key, stoppedAt, isIdle: false } : undefined;
  const isIdle = index % 7 === 1 && key.special === null;
  const isUsed = isIdle || index % 3 === 0 || key.special !== null;
  return isUsed ? { ...key, isIdle, stoppedAt } : undefined;
}
