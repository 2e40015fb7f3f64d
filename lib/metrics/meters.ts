import type {
  Counter,
  CounterConfiguration,
  Gauge,
  GaugeConfiguration,
  Histogram,
  HistogramConfiguration,
  Registry,
} from 'prom-client';

/** Makes the metrics of one registry. */
export interface Meters {
  registry: Registry;
  counter<Label extends string>(settings: CounterConfiguration<Label>): Counter<Label>;
  gauge<Label extends string>(settings: GaugeConfiguration<Label>): Gauge<Label>;
  /** Measures durations in seconds. */
  durations<Label extends string>(settings: HistogramConfiguration<Label>): Histogram<Label>;
  /** Shows durations that are counted elsewhere: the library takes a microsecond to count one, which calls would notice. */
  countedDurations<Label extends string>(
    settings: HistogramConfiguration<Label>,
    read: () => readonly CountedDurations<Label>[],
  ): void;
}

export interface CountedDurations<Label extends string> {
  labels: Record<Label, string>;
  /** How many there are up to each of DURATION_BOUNDS and above the one before; then how many are above all. */
  counts: readonly number[];
  sumSeconds: number;
}

/** The upper bounds of durations in seconds: from half a millisecond, which a call takes, to timeouts. */
export const DURATION_BOUNDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/** The value of a label that does not apply. */
export const NONE = 'none';

/** The lines of a histogram in the text format of Prometheus: its buckets contain the ones below. */
function histogramValues(name: string, { labels, counts, sumSeconds }: CountedDurations<string>) {
  let total = 0;
  const buckets = counts.map((count, index) => {
    total += count;
    const le = DURATION_BOUNDS[index] ?? '+Inf';
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sumSeconds },
    { metricName: `${name}_count`, labels, value: total },
  ];
}

/** A new registry, with the metrics that the library has for every Node process. */
export async function openMeters(): Promise<Meters> {
  // A process without metrics does not load it.
  const prometheus = await import('prom-client');
  const registry = new prometheus.Registry();
  const registers = [registry];
  prometheus.collectDefaultMetrics({ register: registry });
  return {
    registry,
    counter: (settings) => new prometheus.Counter({ ...settings, registers }),
    gauge: (settings) => new prometheus.Gauge({ ...settings, registers }),
    durations: (settings) => new prometheus.Histogram({ ...settings, buckets: DURATION_BOUNDS, registers }),
    countedDurations(settings, read) {
      class Counted extends prometheus.Histogram {
        /** The registry reads a histogram by this method. */
        async getForPromString() {
          const { name, help } = settings;
          return {
            name,
            help,
            type: 'histogram',
            values: read().flatMap((each) => histogramValues(name, each)),
          };
        }
      }
      new Counted({ ...settings, registers });
    },
  };
}
