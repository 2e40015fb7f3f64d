import type { KeyLimits } from '@/lib/domain/api-keys/schema';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { formatDecimal } from '@/lib/domain/wallet/money-text';

interface LimitsSummaryProps {
  limits: KeyLimits;
  /** ISO 4217. */
  currency: string;
}

/** A key's limits in words. */
export function LimitsSummary({ limits, currency }: LimitsSummaryProps) {
  const { spendPerDay, spendPerMonth, countries, senders } = limits;
  const amount = (value: string | null) => (value === null ? 'no limit' : formatDecimal(value, currency));
  return (
    <ul className="space-y-0.5">
      <li>
        {spendPerDay === null && spendPerMonth === null
          ? 'No spending limit'
          : `Spend: ${amount(spendPerDay)} a day, ${amount(spendPerMonth)} a month`}
      </li>
      <li>{countries.length === 0 ? 'All countries' : `To: ${countries.map(countryName).join(', ')}`}</li>
      <li>{senders.length === 0 ? 'All senders' : `From: ${senders.join(', ')}`}</li>
    </ul>
  );
}
