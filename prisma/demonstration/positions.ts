import { DAY, now } from '@/lib/clock';
import { REHEARSED_DAYS } from '@/lib/domain/rehearsals/days';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import { stepOf } from '@/lib/domain/usage/position-steps';
import type { UseCount } from '@/lib/domain/usage/record';
import { dayOf } from './whole-times';

/** So many calls come in one minute. */
const AT_ONCE = 10;

/** The successful ones of the latest counts, as calls in groups of ten in a minute. */
export function atPositions(counts: readonly UseCount[]): PositionCount[] {
  const since = new Date(now().getTime() - REHEARSED_DAYS * DAY);
  return counts
    .filter(({ hour, status }) => hour > since && status < 400)
    .flatMap(({ keyId, hour, calls }) =>
      Array.from({ length: Math.min(AT_ONCE, calls) }, (_, index) => ({
        keyId,
        day: dayOf(hour),
        step: stepOf(index + 1),
        calls: Math.ceil((calls - index) / AT_ONCE),
      })),
    );
}
