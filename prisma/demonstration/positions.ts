import { DAY, now } from '@/lib/clock';
import { REHEARSED_DAYS } from '@/lib/domain/rehearsals/days';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import { addAtStep, stepOf } from '@/lib/domain/usage/position-steps';
import type { UseCount } from '@/lib/domain/usage/record';
import { dayOf } from './whole-times';

/** So many calls come in one minute. */
const AT_ONCE = 10;

/** The successful ones of the latest counts, as calls in groups of ten in a minute. */
export function atPositions(counts: readonly UseCount[]): PositionCount[] {
  const since = new Date(now().getTime() - REHEARSED_DAYS * DAY);
  return counts
    .filter(({ hour, status }) => hour > since && status < 400)
    .map(({ keyId, hour, calls }) => {
      const byStep: number[] = [];
      for (let position = 1; position <= Math.min(AT_ONCE, calls); position += 1)
        addAtStep(byStep, stepOf(position), Math.ceil((calls - position + 1) / AT_ONCE));
      return { keyId, day: dayOf(hour), byStep };
    });
}
