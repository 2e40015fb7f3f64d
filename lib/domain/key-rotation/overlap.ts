import { DAY, HOUR } from '@/lib/clock';

/** How long the old secret keeps working. */
export const OVERLAPS = ['now', '1h', '24h', '7d', 'untilRetired'] as const;
export type Overlap = (typeof OVERLAPS)[number];

const OVERLAP_MS: Record<Exclude<Overlap, 'untilRetired'>, number> = {
  now: 0,
  '1h': HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
};

/**
 * When the old secret of a key that is rotated at `at` expires, not later than the key. Null: when a member retires it.
 */
export function overlapEnd(overlap: Overlap, at: Date, expiresAt: Date | null): Date | null {
  const end = overlap === 'untilRetired' ? null : new Date(at.getTime() + OVERLAP_MS[overlap]);
  return earlier(end, expiresAt);
}

/** The earlier of two times. Null is never. */
export function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
