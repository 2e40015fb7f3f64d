import { DAY } from '@/lib/clock';
import { ok, type Result, refuse } from '@/lib/errors';

export const EXPIRY_PRESETS = ['never', '7d', '30d', '90d', '1y'] as const;
export type ExpiryPreset = (typeof EXPIRY_PRESETS)[number];

const DAYS: Record<Exclude<ExpiryPreset, 'never'>, number> = { '7d': 7, '30d': 30, '90d': 90, '1y': 365 };

/** A later date is a typing error, or means “never”. */
const LATEST_DAYS = 10 * 365;

/**
 * When a key expires that is created or changed at `at`; null: never. Refuses a date in the past or too far in the
 * future.
 */
export function resolveExpiry(expiry: ExpiryPreset | Date, at: Date): Result<Date | null> {
  if (expiry === 'never') return ok(null);
  if (!(expiry instanceof Date)) return ok(new Date(at.getTime() + DAYS[expiry] * DAY));
  if (expiry <= at) return wrong('Choose a date in the future.');
  if (expiry.getTime() > at.getTime() + LATEST_DAYS * DAY) return wrong('Choose a date within ten years.');
  return ok(expiry);
}

function wrong(message: string) {
  return refuse('INVALID_REQUEST', message, { fields: { expiry: message } });
}
