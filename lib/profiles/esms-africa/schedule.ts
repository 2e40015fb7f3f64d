import { z } from 'zod';

/** The fields of a request that say when to send. */
export const scheduleFields = {
  scheduled_at: z.string().nullish().describe('When to send: 5 minutes to 7 days ahead. Ignored with `now`.'),
};

interface Schedule {
  schedule_mode?: string | null | undefined;
  scheduled_at?: string | null | undefined;
}

/**
 * When to send; undefined: at once. A request whose mode asks for a time needs one: the domain refuses the empty time.
 */
export function timeOf({ schedule_mode, scheduled_at }: Schedule): string | undefined {
  if (schedule_mode === 'now') return undefined;
  return scheduled_at ?? (schedule_mode === 'scheduled' ? '' : undefined);
}
