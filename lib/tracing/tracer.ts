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

/** Where a span begins. */
interface Place {
  /** Names the span above it, if there is one. */
  context: Context;
  /** Whether database spans are recorded here: jobs ask the database all the time. */
  hasDetails: boolean;
  /** The time in milliseconds of the Unix epoch. */
  now: () => number;
}

/**
 * The first place of a trace in this process. It has a clock of its own, because that of the system has whole milliseconds,
 * which are longer than a call.
 */
function beginTrace(context: Context): Place {
  const offset = Date.now() - performance.now();
  return { context, hasDetails: false, now: () => offset + performance.now() };
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
  const places = new AsyncLocalStorage<Place>();
  const kinds: Record<SpanStart['kind'], number> = {
    server: SpanKind.SERVER,
    client: SpanKind.CLIENT,
    database: SpanKind.CLIENT,
    verb: SpanKind.INTERNAL,
    job: SpanKind.INTERNAL,
  };
  const current = () => places.getStore();

  /**
   * Whether a span begins. What a call leaves to be written after its response is no part of it: the timer for that begins in
   * the call, whose span has ended.
   */
  function isRecorded({ kind }: SpanStart): boolean {
    const place = current();
    const active = place && trace.getSpan(place.context);
    if (!active || kind === 'server' || kind === 'job') return kind !== 'database';
    if (kind === 'client') return (active.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
    return active.isRecording() && (kind === 'verb' || place.hasDetails);
  }

  function placeOf({ kind, headers }: SpanStart): Place {
    if (headers) return beginTrace(propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter));
    return (kind !== 'job' && current()) || beginTrace(ROOT_CONTEXT);
  }

  async function record<T>(start: SpanStart, work: (span: Span | undefined) => Promise<T>): Promise<T> {
    const { kind, name, attributes } = start;
    const { context, hasDetails, now } = placeOf(start);
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes, startTime: now() }, context);
    const below: Place = {
      context: trace.setSpan(context, span),
      hasDetails: hasDetails || kind === 'server',
      now,
    };
    let isDropped = false;
    const own = toSpan(span, api, () => {
      isDropped = true;
    });
    try {
      return await places.run(below, () => work(span.isRecording() ? own : undefined));
    } catch (error) {
      // Without its message, which can contain anything.
      own.fail(error instanceof Error ? error.name : 'Error', true);
      throw error;
    } finally {
      if (!isDropped) span.end(now());
    }
  }

  return {
    run: (start, work) => (isRecorded(start) ? record(start, work) : work(undefined)),
    headers() {
      const headers: Record<string, string> = {};
      propagator.inject(current()?.context ?? ROOT_CONTEXT, headers, defaultTextMapSetter);
      return headers;
    },
  };
}
