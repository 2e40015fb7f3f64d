import { formatCount } from '@/components/format-count';
import { type ChartSeries, DayChart } from '@/components/usage/day-chart';
import type { DayOfUse } from '@/lib/domain/usage/days';

type Outcome = 'succeeded' | 'refused' | 'failed';

const OUTCOMES: { name: Outcome; label: string; fill: string; swatch: string }[] = [
  { name: 'succeeded', label: 'Succeeded', fill: 'fill-accent', swatch: 'bg-accent' },
  { name: 'refused', label: 'Rejected (4xx)', fill: 'fill-chart-refused', swatch: 'bg-chart-refused' },
  { name: 'failed', label: 'Failed (5xx)', fill: 'fill-danger', swatch: 'bg-danger' },
];

const SERIES = OUTCOMES.map(
  ({ name, ...look }): ChartSeries<DayOfUse> => ({
    ...look,
    value: (day) => day[name],
    text: (days) => formatCount(days.reduce((sum, day) => sum + day[name], 0)),
  }),
);

interface UsageChartProps {
  days: readonly DayOfUse[];
  /** What a row covers. */
  unit?: 'day' | 'week';
}

/** Calls by day or week and result: totals, a chart and a table. */
export function UsageChart({ days, unit = 'day' }: UsageChartProps) {
  return <DayChart subject="Calls" rows={days} series={SERIES} axis={formatCount} unit={unit} />;
}
