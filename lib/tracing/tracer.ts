import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context, Span as OtelSpan, TracerProvider } from '@opentelemetry/api';
import type { Span, SpanStart, Tracer } from '@/lib/spans';

type Api = typeof import('@opentelemetry/api');

/** A span that its work can describe. `drop` keeps it from being sent: only spans that end are. */
function toSpan(span: OtelSpan, { SpanStatusCode }: Api, drop: () => void): Span {
  return {
    rename: (name) => void span.updateName(name),
    set(attributes) {
      for (const [name, value] of Object.entries(attributes)) {
        if (value !== undefined) span.setAttribute(name, value);
      }
    },
    fail(type, isOurFault) {
      span.setAttribute('error.type', type);
      if (isOurFault) span.setStatus({ code: SpanStatusCode.ERROR });
    },
    drop,
  };
}

/** Makes spans with a provider. A span belongs to the one in whose work it begins. */
export async function createTracer(provider: TracerProvider): Promise<Tracer> {
  const [api, { W3CTraceContextPropagator }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/core'),
  ]);
  const { trace, SpanKind, TraceFlags, ROOT_CONTEXT, defaultTextMapGetter, defaultTextMapSetter } = api;
  const propagator = new W3CTraceContextPropagator();
  const tracer = provider.getTracer('keydesk');
  const contexts = new AsyncLocalStorage<Context>();
  /** Whether database spans are recorded below a span: jobs ask the database all the time. */
  const hasDetails = api.createContextKey('keydesk.details');
  const kinds: Record<SpanStart['kind'], number> = {
    server: SpanKind.SERVER,
    client: SpanKind.CLIENT,
    database: SpanKind.CLIENT,
    verb: SpanKind.INTERNAL,
    job: SpanKind.INTERNAL,
  };
  const current = () => contexts.getStore() ?? ROOT_CONTEXT;

  /**
   * Whether a span begins. What a call leaves to be written after its response is no part of it: the timer for that begins in
   * the call, whose span has ended.
   */
  function isRecorded({ kind }: SpanStart, context: Context): boolean {
    const active = trace.getSpan(context);
    if (!active || kind === 'server' || kind === 'job') return kind !== 'database';
    if (kind === 'client') return (active.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
    return active.isRecording() && (kind === 'verb' || context.getValue(hasDetails) === true);
  }

  function parentOf({ kind, headers }: SpanStart): Context {
    if (headers) return propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    return kind === 'job' ? ROOT_CONTEXT : current();
  }

  async function record<T>(start: SpanStart, work: (span: Span | undefined) => Promise<T>): Promise<T> {
    const { kind, name, attributes } = start;
    const parent = parentOf(start);
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, parent);
    const isDetailed = kind === 'server' || parent.getValue(hasDetails) === true;
    const context = trace.setSpan(parent, span).setValue(hasDetails, isDetailed);
    let isDropped = false;
    const own = toSpan(span, api, () => {
      isDropped = true;
    });
    try {
      return await contexts.run(context, () => work(span.isRecording() ? own : undefined));
    } catch (error) {
      // Without its message, which can contain anything.
      own.fail(error instanceof Error ? error.name : 'Error', true);
      throw error;
    } finally {
      if (!isDropped) span.end();
    }
  }

  return {
    run: (start, work) => (isRecorded(start, current()) ? record(start, work) : work(undefined)),
    headers() {
      const headers: Record<string, string> = {};
      propagator.inject(current(), headers, defaultTextMapSetter);
      return headers;
    },
  };
}
