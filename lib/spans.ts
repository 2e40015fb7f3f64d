import type { IncomingHttpHeaders } from 'node:http';

/** What a span says. Never secrets, addresses of people or texts: whoever reads traces need not be allowed to see them. */
export type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

export interface SpanStart {
  /** `server`: a request to us. `client`: a request to another system. `database`: a part of a call. */
  kind: 'server' | 'client' | 'database' | 'verb' | 'job';
  name: string;
  attributes?: SpanAttributes;
  /** The headers of a request to us. They can name the trace that it belongs to. */
  headers?: IncomingHttpHeaders;
}

/** Work that is being traced. */
export interface Span {
  rename(name: string): void;
  set(attributes: SpanAttributes): void;
  /**
   * Says why the work did not succeed.
   * @param isOurFault whether it is an error, and not only refused
   */
  fail(type: string, isOurFault: boolean): void;
  /** Leaves the span out of the trace. */
  drop(): void;
}

/** Records spans. */
export interface Tracer {
  /** Runs work as a span, below the one in which it begins. Without one if it is not recorded. */
  run<T>(start: SpanStart, work: (span: Span | undefined) => Promise<T>): Promise<T>;
  /** The headers that name the current span to another system. */
  headers(): Record<string, string>;
}

let tracer: Tracer | undefined;

/** Records every span of this process from now on; undefined ends this. */
export function traceWith(next: Tracer | undefined): void {
  tracer = next;
}

/** Runs work, as a span if this process records traces. */
export function traced<T>(start: () => SpanStart, work: (span: Span | undefined) => Promise<T>): Promise<T> {
  return tracer ? tracer.run(start(), work) : work(undefined);
}

/** The headers that name the current span to another system; none if this process records no traces. */
export function traceHeaders(): Record<string, string> {
  return tracer?.headers() ?? {};
}
