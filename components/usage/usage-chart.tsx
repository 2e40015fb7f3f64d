import { DAY } from '@/lib/clock';
import type { DayOfUse } from '@/lib/domain/usage/days';

type Outcome = 'succeeded' | 'refused' | 'failed';

const OUTCOMES: { name: Outcome; label: string; fill: string; swatch: string }[] = [
  { name: 'succeeded', label: 'Succeeded', fill: 'fill-accent', swatch: 'bg-accent' },
  { name: 'refused', label: 'Rejected (4xx)', fill: 'fill-chart-refused', swatch: 'bg-chart-refused' },
  { name: 'failed', label: 'Failed (5xx)', fill: 'fill-danger', swatch: 'bg-danger' },
];

const HEIGHT = 100;
/** The width of a day, in units of the view box, and of the bar in it. */
const SLOT = 10;
const BAR = 7;

const formatCount = (value: number) => value.toLocaleString('en');
const dayName = (day: Date) =>
  day.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const callsOf = (day: DayOfUse) => day.succeeded + day.refused + day.failed;

/** The next round number above `value`, for the end of an axis. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 10)));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((step) => step * power >= value) ?? 10) * power;
}

function describeDay(day: DayOfUse): string {
  return `${dayName(day.day)}: ${OUTCOMES.map(({ name, label }) => `${formatCount(day[name])} ${label.toLowerCase()}`).join(', ')}`;
}

/** The stacked bars of one day. */
function Day({ day, at, top }: { day: DayOfUse; at: number; top: number }) {
  let bottom = HEIGHT;
  return (
    <g className="[&>rect:first-of-type]:hover:fill-hover">
      <title>{describeDay(day)}</title>
      <rect x={at * SLOT} width={SLOT} height={HEIGHT} className="fill-transparent" />
      {OUTCOMES.map(({ name, fill }) => {
        const height = (day[name] / top) * HEIGHT;
        bottom -= height;
        return (
          height > 0 && (
            <rect
              key={name}
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

/** Calls by day and result: totals, a chart and a table. */
export function UsageChart({ days }: { days: DayOfUse[] }) {
  const total = (name: Outcome) => days.reduce((sum, day) => sum + day[name], 0);
  const top = niceCeiling(Math.max(...days.map(callsOf)));
  const used = days.filter((day) => callsOf(day) > 0);
  return (
    <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {OUTCOMES.map(({ name, label, swatch }) => (
          <div key={name}>
            <dt className="flex items-center gap-1.5 text-ink-muted text-xs">
              <span aria-hidden className={`size-2 rounded-sm ${swatch}`} />
              <span>{label}</span>
            </dt>
            <dd className="font-semibold text-base tabular-nums">{formatCount(total(name))}</dd>
          </div>
        ))}
      </dl>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-muted text-xs tabular-nums">
        <div aria-hidden className="flex h-36 flex-col justify-between text-right leading-none">
          <span>{formatCount(top)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={`Calls by day since ${dayName(days[0]?.day ?? new Date(0))}: ${OUTCOMES.map(({ name, label }) => `${formatCount(total(name))} ${label.toLowerCase()}`).join(', ')}`}
          viewBox={`0 0 ${days.length * SLOT} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-36 w-full border-y"
        >
          {days.map((day, index) => (
            <Day key={day.day.toISOString()} day={day} at={index} top={top} />
          ))}
        </svg>
        <div aria-hidden className="col-start-2 flex justify-between pt-1.5">
          {[0, Math.floor((days.length - 1) / 2), days.length - 1].map((index) => (
            <span key={index}>{dayName(days[index]?.day ?? new Date(index * DAY))}</span>
          ))}
        </div>
      </div>
      {used.length > 0 && (
        <details className="text-[0.8125rem]">
          <summary className="w-fit rounded text-ink-muted hover:text-ink">Show as table</summary>
          <table className="mt-2 w-full text-right tabular-nums">
            <caption className="sr-only">Calls by day (UTC)</caption>
            <thead className="text-ink-muted">
              <tr className="border-b">
                <th scope="col" className="py-1 text-left font-medium">
                  Day (UTC)
                </th>
                {OUTCOMES.map(({ name, label }) => (
                  <th key={name} scope="col" className="py-1 font-medium">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {used.toReversed().map((day) => (
                <tr key={day.day.toISOString()} className="border-b last:border-0">
                  <th scope="row" className="py-1 text-left font-normal">
                    {dayName(day.day)}
                  </th>
                  {OUTCOMES.map(({ name }) => (
                    <td key={name} className="py-1">
                      {formatCount(day[name])}
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
