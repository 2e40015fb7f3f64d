import type { Prisma } from '@/lib/db/generated/client';
import { type KeyLimits, SENDER_TWICE } from '@/lib/domain/api-keys/schema';
import { readSender } from '@/lib/domain/phone-numbers/sender';
import { decimalLimit, storedLimit } from '@/lib/domain/wallet/amount-limit';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** The database columns of the limits. */
export const limitColumns = {
  spendPerDay: true,
  spendPerMonth: true,
  countries: true,
  senders: true,
} satisfies Prisma.ApiKeySelect;

export type LimitsRow = Prisma.ApiKeyGetPayload<{ select: typeof limitColumns }>;

/**
 * Limits with each sender in canonical spelling. Refuses with INVALID_REQUEST a number that cannot exist, or the same
 * sender twice.
 */
export function readLimits(limits: KeyLimits): Result<KeyLimits> {
  const senders: string[] = [];
  for (const [index, text] of limits.senders.entries()) {
    const sender = readSender(text);
    if (sender === undefined) {
      const message = `${text} is not a phone number of any country. Check its digits.`;
      return refuseFields({ [`limits.senders.${index}`]: message });
    }
    if (senders.includes(sender)) {
      return refuseFields({
        'limits.senders': `${SENDER_TWICE} ${text} is ${sender}, which is in the list already.`,
      });
    }
    senders.push(sender);
  }
  return ok({ ...limits, senders });
}

/** Limits as database columns. */
export function fromLimits({ spendPerDay, spendPerMonth, countries, senders }: KeyLimits): LimitsRow {
  return {
    spendPerDay: storedLimit(spendPerDay),
    spendPerMonth: storedLimit(spendPerMonth),
    countries,
    senders,
  };
}

/** Limits as forms need them, with each sender in canonical spelling. */
export function toLimits({ spendPerDay, spendPerMonth, countries, senders }: LimitsRow): KeyLimits {
  return {
    spendPerDay: decimalLimit(spendPerDay),
    spendPerMonth: decimalLimit(spendPerMonth),
    countries,
    senders: [...new Set(senders.map((sender) => readSender(sender) ?? sender))],
  };
}
