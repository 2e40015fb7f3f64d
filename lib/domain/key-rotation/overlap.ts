import { DAY, HOUR } from '@/lib/clock';

/** How long the old secret keeps working. */
export const OVERLAPS = ['now', 'firstUse', '1h', '24h', '7d', 'untilRetired'] as const;
export type Overlap = (typeof OVERLAPS)[number];

/** These have no time. */
type OpenOverlap = 'firstUse' | 'untilRetired';

const isOpen = (overlap: Overlap): overlap is OpenOverlap =>
  overlap === 'firstUse' || overlap === 'untilRetired';

const OVERLAP_MS: Record<Exclude<Overlap, OpenOverlap>, number> = {
  now: 0,
  '1h': HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
};

/**
 * When the old secret of a key that is rotated at `at` expires, not later than the key. Null: when a member retires it,
 * or at the first use of the new one.
 */
export function overlapEnd(overlap: Overlap, at: Date, expiresAt: Date | null): Date | null {
  const end = isOpen(overlap) ? null : new Date(at.getTime() + OVERLAP_MS[overlap]);
  return earlier(end, expiresAt);
}

/** The earlier of two times. Null is never. */
export function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
