import { z } from 'zod';
import { DAY, HOUR, now } from '@/lib/clock';

const UNIT_MS = { h: HOUR, d: DAY } as const;

/** The part of a query that limits a list to a period. */
export const periodQuery = {
  period: z
    .string()
    .regex(/^[1-9]\d{0,2}[hd]$/, 'Give hours or days, such as 24h or 7d.')
    .optional()
    .describe('How far back to look, such as `24h` or `7d`.'),
  from: z.string().optional().describe('The start of the period, instead of `period`.'),
  to: z.string().optional().describe('The end of the period.'),
};

interface PeriodQuery {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The period of a query as the domain reads it: a week without one. */
export function toPeriod({ period = '7d', from, to }: PeriodQuery): {
  since: string;
  until: string | undefined;
} {
  if (from !== undefined) return { since: from, until: to };
  const unit = period.endsWith('h') ? UNIT_MS.h : UNIT_MS.d;
  return { since: new Date(now().getTime() - Number.parseInt(period, 10) * unit).toISOString(), until: to };
}
