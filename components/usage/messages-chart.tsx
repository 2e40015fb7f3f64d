import { formatCount } from '@/components/format-count';
import { type ChartSeries, DayChart } from '@/components/usage/day-chart';
import type { UsageDay } from '@/lib/domain/usage/overall';

type Counts = Pick<UsageDay, 'day' | 'messages' | 'delivered' | 'undelivered' | 'refunded'>;

const OUTCOMES: (Pick<ChartSeries<Counts>, 'label' | 'fill' | 'swatch'> & { count(day: Counts): number })[] =
  [
    { label: 'Delivered', fill: 'fill-accent', swatch: 'bg-accent', count: ({ delivered }) => delivered },
    {
      label: 'In progress',
      fill: 'fill-line-strong',
      swatch: 'bg-line-strong',
      count: ({ messages, delivered, undelivered, refunded }) =>
        messages - delivered - undelivered - refunded,
    },
    {
      label: 'Not delivered',
      fill: 'fill-danger',
      swatch: 'bg-danger',
      count: ({ undelivered }) => undelivered,
    },
    {
      label: 'Not sent (refunded)',
      fill: 'fill-chart-refused',
      swatch: 'bg-chart-refused',
      count: ({ refunded }) => refunded,
    },
  ];

const SERIES = OUTCOMES.map(
  ({ count, ...look }): ChartSeries<Counts> => ({
    ...look,
    value: count,
    text: (days) => formatCount(days.reduce((sum, day) => sum + count(day), 0)),
  }),
);

interface MessagesChartProps {
  days: readonly Counts[];
  /** What a row covers. */
  unit?: 'day' | 'week';
}

/** Messages by the day or week of their creation, and what became of them: totals, a chart and a table. */
export function MessagesChart({ days, unit = 'day' }: MessagesChartProps) {
  return <DayChart subject="Messages" rows={days} series={SERIES} axis={formatCount} unit={unit} />;
}
