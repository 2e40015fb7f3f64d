import { DayChart } from '@/components/usage/day-chart';
import type { UsageDay } from '@/lib/domain/usage/overall';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { formatDecimal, formatMoney } from '@/lib/domain/wallet/money-text';

type Spent = Pick<UsageDay, 'day' | 'spend'>;

interface SpendChartProps {
  days: readonly Spent[];
  /** ISO 4217. */
  currency: string;
  /** What a row covers. */
  unit?: 'day' | 'week';
}

/** Spend by day or week: the total, a chart and a table. */
export function SpendChart({ days, currency, unit = 'day' }: SpendChartProps) {
  const spend = {
    label: 'Spent',
    fill: 'fill-accent',
    swatch: 'bg-accent',
    value: (day: Spent) => Math.max(0, Number(day.spend) / Number(CURRENCY_UNIT)),
    text: (rows: readonly Spent[]) =>
      formatMoney({ amount: rows.reduce((sum, row) => sum + row.spend, 0n), currency }),
  };
  return (
    <DayChart
      subject="Spend"
      rows={days}
      series={[spend]}
      axis={(value) => formatDecimal(String(Number(value.toPrecision(6))), currency)}
      unit={unit}
      leastTop={0.1}
    />
  );
}
