import { z } from 'zod';
import { EnvError } from '@/lib/env';

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

const whole = z.coerce.number('must be a whole number').int('must be a whole number').min(0).optional();

/**
 * The variables of OpenTelemetry that decide whether and how traces are sent. Its packages read the others: the addresses
 * and headers of the exporter, and the resource.
 */
const schema = z.object({
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: oneOf(['otlp', 'none']).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(PROTOCOLS).default('http/protobuf'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: oneOf(PROTOCOLS).optional(),
  OTEL_TRACES_SAMPLER: oneOf(SAMPLERS).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number('must be a number from 0 to 1')
    .min(0, 'must be a number from 0 to 1')
    .max(1, 'must be a number from 0 to 1')
    .default(1),
  OTEL_BSP_SCHEDULE_DELAY: whole,
  OTEL_BSP_EXPORT_TIMEOUT: whole,
  OTEL_BSP_MAX_QUEUE_SIZE: whole,
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: whole,
});

type Source = Record<string, string | undefined>;

export interface TracingSettings {
  protocol: (typeof PROTOCOLS)[number];
  sampler: (typeof SAMPLERS)[number];
  /** The part of the traces that are recorded, for the samplers by ratio. */
  ratio: number;
  batches: {
    scheduledDelayMillis?: number | undefined;
    exportTimeoutMillis?: number | undefined;
    maxQueueSize?: number | undefined;
    maxExportBatchSize?: number | undefined;
  };
}

function isOn(source: Source): boolean {
  if (source.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || source.OTEL_TRACES_EXPORTER === 'none')
    return false;
  return [
    source.OTEL_TRACES_EXPORTER,
    source.OTEL_EXPORTER_OTLP_ENDPOINT,
    source.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
  ].some(Boolean);
}

/**
 * How traces are sent; undefined if the standard variables do not ask for them. Empty values count as unset.
 * @throws EnvError with one sentence for each variable that is wrong
 */
export function tracingSettings(source: Source = process.env): TracingSettings | undefined {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  if (!isOn(given)) return undefined;
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`);
    throw new EnvError(wrong.join('\n'));
  }
  const { data } = parsed;
  return {
    protocol: data.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? data.OTEL_EXPORTER_OTLP_PROTOCOL,
    sampler: data.OTEL_TRACES_SAMPLER,
    ratio: data.OTEL_TRACES_SAMPLER_ARG,
    batches: {
      scheduledDelayMillis: data.OTEL_BSP_SCHEDULE_DELAY,
      exportTimeoutMillis: data.OTEL_BSP_EXPORT_TIMEOUT,
      maxQueueSize: data.OTEL_BSP_MAX_QUEUE_SIZE,
      maxExportBatchSize: data.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
    },
  };
}
