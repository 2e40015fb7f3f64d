import { niceCeiling } from '@/components/usage/nice-ceiling';
import { DAY } from '@/lib/clock';

interface Dated {
  /** The start of the day or week, in UTC. */
  day: Date;
}

/** What is counted in one color. */
export interface ChartSeries<Row> {
  /** Unique in the chart. */
  label: string;
  /** The classes of a bar and of the square in the legend. */
  fill: string;
  swatch: string;
  /** The height of the bar. */
  value(row: Row): number;
  /** How the value of a row, and of all rows, is written. */
  text(rows: readonly Row[]): string;
}

interface DayChartProps<Row extends Dated> {
  /** What the chart shows, such as “Calls”. */
  subject: string;
  rows: readonly Row[];
  series: readonly ChartSeries<Row>[];
  /** Writes the end of the axis. */
  axis(value: number): string;
  /** What a row covers. */
  unit?: Unit;
  /** The axis ends at this value or above. */
  leastTop?: number;
}

const HEIGHT = 100;
/** The width of a row, in units of the view box, and of the bar in it. */
const SLOT = 10;
const BAR = 7;

type Unit = 'day' | 'week';

/** Weeks have the year, because the first and the last of a year are in the same month. */
const nameOf = (day: Date, unit: Unit) =>
  day.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(unit === 'week' && { year: 'numeric' }),
  });

/** “5 succeeded, 1 rejected (4xx)”. */
function summarize<Row>(rows: readonly Row[], series: readonly ChartSeries<Row>[]): string {
  return series.map(({ label, text }) => `${text(rows)} ${label.toLowerCase()}`).join(', ');
}

interface BarsProps<Row extends Dated> {
  row: Row;
  at: number;
  top: number;
  series: readonly ChartSeries<Row>[];
  /** What the row is called. */
  name: string;
}

/** The stacked bars of one day or week. */
function Bars<Row extends Dated>({ row, at, top, series, name }: BarsProps<Row>) {
  let bottom = HEIGHT;
  return (
    <g className="[&>rect:first-of-type]:hover:fill-hover">
      <title>{`${name}: ${summarize([row], series)}`}</title>
      <rect x={at * SLOT} width={SLOT} height={HEIGHT} className="fill-transparent" />
      {series.map(({ label, fill, value }) => {
        const height = (value(row) / top) * HEIGHT;
        bottom -= height;
        return (
          height > 0 && (
            <rect
              key={label}
              x={at * SLOT + (SLOT - BAR) / 2}
              y={bottom}
              width={BAR}
              height={height}
              className={fill}
            />
          )
        );
      })}
    </g>
  );
}

/** Values by day or week: totals, a chart and a table. */
export function DayChart<Row extends Dated>({
  subject,
  rows,
  series,
  axis,
  unit = 'day',
  leastTop,
}: DayChartProps<Row>) {
  const heightOf = (row: Row) => series.reduce((sum, { value }) => sum + value(row), 0);
  const top = niceCeiling(Math.max(...rows.map(heightOf)), leastTop);
  const used = rows.filter((row) => heightOf(row) > 0);
  const dayName = (day: Date) => nameOf(day, unit);
  const unitName = unit === 'day' ? 'Day (UTC)' : 'Week from (UTC)';
  return (
    <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {series.map(({ label, swatch, text }) => (
          <div key={label}>
            <dt className="flex items-center gap-1.5 text-ink-muted text-xs">
              <span aria-hidden className={`size-2 rounded-sm ${swatch}`} />
              <span>{label}</span>
            </dt>
            <dd className="font-semibold text-base tabular-nums">{text(rows)}</dd>
          </div>
        ))}
      </dl>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-muted text-xs tabular-nums">
        <div aria-hidden className="flex h-36 flex-col justify-between text-right leading-none">
          <span>{axis(top)}</span>
          <span>{axis(0)}</span>
        </div>
        <svg
          role="img"
          aria-label={`${subject} by ${unit} since ${dayName(rows[0]?.day ?? new Date(0))}: ${summarize(rows, series)}`}
          viewBox={`0 0 ${rows.length * SLOT} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-36 w-full border-y"
        >
          {rows.map((row, index) => (
            <Bars
              key={row.day.toISOString()}
              row={row}
              at={index}
              top={top}
              series={series}
              name={dayName(row.day)}
            />
          ))}
        </svg>
        <div aria-hidden className="col-start-2 flex justify-between pt-1.5">
          {[0, Math.floor((rows.length - 1) / 2), rows.length - 1].map((index) => (
            <span key={index}>{dayName(rows[index]?.day ?? new Date(index * DAY))}</span>
          ))}
        </div>
      </div>
      {used.length > 0 && (
        <details className="text-[0.8125rem]">
          <summary className="w-fit rounded text-ink-muted hover:text-ink">
            <span>Show as table</span>
            <span className="sr-only">{`: ${subject.toLowerCase()} by ${unit}`}</span>
          </summary>
          <table className="mt-2 w-full text-right tabular-nums">
            <caption className="sr-only">{`${subject} by ${unit} (UTC)`}</caption>
            <thead className="text-ink-muted">
              <tr className="border-b">
                <th scope="col" className="py-1 text-left font-medium">
                  {unitName}
                </th>
                {series.map(({ label }) => (
                  <th key={label} scope="col" className="py-1 font-medium">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {used.toReversed().map((row) => (
                <tr key={row.day.toISOString()} className="border-b last:border-0">
                  <th scope="row" className="py-1 text-left font-normal">
                    {dayName(row.day)}
                  </th>
                  {series.map(({ label, text }) => (
                    <td key={label} className="py-1">
                      {text([row])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}
