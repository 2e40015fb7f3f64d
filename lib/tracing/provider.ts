import type { SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import type { TracingSettings } from '@/lib/tracing/settings';
import { version } from '@/package.json';

type Sdk = typeof import('@opentelemetry/sdk-trace');

function samplerOf({ sampler, ratio }: TracingSettings, sdk: Sdk) {
  const always = new sdk.AlwaysOnSampler();
  const never = new sdk.AlwaysOffSampler();
  const some = new sdk.TraceIdRatioBasedSampler(ratio);
  switch (sampler) {
    case 'always_on':
      return always;
    case 'always_off':
      return never;
    case 'traceidratio':
      return some;
    case 'parentbased_always_on':
      return new sdk.ParentBasedSampler({ root: always });
    case 'parentbased_always_off':
      return new sdk.ParentBasedSampler({ root: never });
    case 'parentbased_traceidratio':
      return new sdk.ParentBasedSampler({ root: some });
  }
}

async function openExporter({ protocol }: TracingSettings): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter();
}

/** Logs when the exporter begins to fail, and when it works again: not every time. */
function logLoss(exporter: SpanExporter): SpanExporter {
  let lost = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined || result.code !== 0;
        if (failed && !lost)
          log.warn({ err: result.error }, 'Traces are lost: the receiver does not accept them');
        if (!failed && lost) log.info('Traces are accepted again');
        lost = failed;
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

/**
 * What makes and sends spans. It is not registered globally, because other packages, such as Next, would then make spans with
 * the addresses of pages, which can contain secrets.
 */
export async function openProvider(settings: TracingSettings): Promise<TracerProvider> {
  const [sdk, { detectResources, envDetector, defaultResource, resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ]);
  const named = resourceFromAttributes({
    'service.name': 'keydesk',
    'service.version': version,
    'keydesk.profile': env().PROFILE,
  });
  const exporter = logLoss(await openExporter(settings));
  return new sdk.TracerProvider({
    // What the operator sets wins.
    resource: defaultResource()
      .merge(named)
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(settings, sdk),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, ...settings.batches })],
  });
}
