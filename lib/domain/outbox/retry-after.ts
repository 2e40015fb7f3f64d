import { now, SECOND } from '@/lib/clock';

/**
 * How long the header Retry-After asks to wait, in milliseconds: seconds or a date (RFC 9110, 10.2.3). Undefined if it is
 * missing or means nothing.
 */
export function readRetryAfter(header: string | null | undefined): number | undefined {
  if (!header) return;
  if (/^\d{1,6}$/.test(header)) return Number(header) * SECOND;
  const date = /^[A-Z]/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now().getTime());
}
