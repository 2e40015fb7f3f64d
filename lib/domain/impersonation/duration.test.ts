import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '@/lib/clock';
import { extendedEnd, latestEnd, SESSION_MINUTES } from '@/lib/domain/impersonation/duration';

const startedAt = new Date('2026-11-27T09:00:00Z');

/** The minutes at which a session ends, first without an extension and then with each that it can have. */
function ends(minutes: number): number[] {
  const found = [minutes];
  let expiresAt = new Date(startedAt.getTime() + minutes * MINUTE);
  for (let end = extendedEnd({ startedAt, expiresAt }); end; end = extendedEnd({ startedAt, expiresAt })) {
    expiresAt = end;
    found.push((end.getTime() - startedAt.getTime()) / MINUTE);
  }
  return found;
}

it('extends a session by 30 minutes, up to 2 hours in total', () => {
  expect(SESSION_MINUTES.map(ends)).toEqual([
    [15, 45, 75, 105],
    [30, 60, 90, 120],
    [60, 90, 120],
  ]);
  expect(latestEnd(startedAt)).toEqual(new Date(startedAt.getTime() + 2 * HOUR));
});
