import { expect, it } from 'vitest';
import { EnvError } from '@/lib/env';
import { tracingSettings } from '@/lib/tracing/settings';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

it.each<Record<string, string>>([
  {},
  { OTEL_SERVICE_NAME: 'sms', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
  { ...ENDPOINT, OTEL_SDK_DISABLED: 'True' },
  { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' },
])('sends no traces with %j', (source) => {
  expect(tracingSettings(source)).toBeUndefined();
});

it.each<Record<string, string>>([
  ENDPOINT,
  { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' },
  { OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'false' },
])('sends traces as the standard says with %j', (source) => {
  expect(tracingSettings(source)).toMatchObject({
    protocol: 'http/protobuf',
    sampler: 'parentbased_always_on',
    ratio: 1,
  });
});

it('reads protocol, sampler and batches', () => {
  const source = {
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  expect(tracingSettings(source)).toMatchObject({
    protocol: 'http/json',
    sampler: 'parentbased_traceidratio',
    ratio: 0.25,
    batches: { scheduledDelayMillis: 100 },
  });
});

it.each([
  ['OTEL_TRACES_EXPORTER', 'zipkin'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_TRACES_SAMPLER', 'often'],
  ['OTEL_TRACES_SAMPLER_ARG', '2'],
  ['OTEL_TRACES_SAMPLER_ARG', 'half'],
  ['OTEL_BSP_SCHEDULE_DELAY', '-1'],
])('refuses %s=%s with one sentence', (name, value) => {
  const read = () => tracingSettings({ ...ENDPOINT, [name]: value });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(new RegExp(`^${name} must be .+\\.$`));
});
