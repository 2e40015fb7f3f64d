import type { Prisma } from '@/lib/db/generated/client';
import type { KeyLimits } from '@/lib/domain/api-keys/schema';

/** The columns that limits are kept in. */
export const limitColumns = {
  spendPerDay: true,
  spendPerMonth: true,
  countries: true,
  senders: true,
} satisfies Prisma.ApiKeySelect;

type LimitsRow = Prisma.ApiKeyGetPayload<{ select: typeof limitColumns }>;

const toNumber = (amount: bigint | null) => (amount === null ? null : Number(amount));
const toBigInt = (amount: number | null) => (amount === null ? null : BigInt(amount));

/** Limits as the database holds them. */
export function fromLimits({ spendPerDay, spendPerMonth, countries, senders }: KeyLimits): LimitsRow {
  return { spendPerDay: toBigInt(spendPerDay), spendPerMonth: toBigInt(spendPerMonth), countries, senders };
}

/** Limits as forms hold them. */
export function toLimits({ spendPerDay, spendPerMonth, countries, senders }: LimitsRow): KeyLimits {
  return { spendPerDay: toNumber(spendPerDay), spendPerMonth: toNumber(spendPerMonth), countries, senders };
}
