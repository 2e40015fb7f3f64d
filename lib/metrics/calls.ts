import { SECOND } from '@/lib/clock';
import { type CallReport, callReports } from '@/lib/diagnostics';
import { DURATION_BOUNDS, type Meters, NONE } from '@/lib/metrics/meters';

/** The calls of one operation. */
interface Calls {
  /** By the code of the refusal, and in it by the class of the status: at 2 for 2xx. */
  answers: Map<string, number[]>;
  durations: number[];
  sumSeconds: number;
}

const CLASSES = 6;

/** Counts a call. It is on the path of every call, so it makes no text and searches as little as possible. */
function count(calls: Map<string, Calls>, { operation = NONE, status, code, ownMs }: CallReport): void {
  let ofOperation = calls.get(operation);
  if (!ofOperation) {
    const durations = new Array<number>(DURATION_BOUNDS.length + 1).fill(0);
    ofOperation = { answers: new Map(), durations, sumSeconds: 0 };
    calls.set(operation, ofOperation);
  }
  const { answers, durations } = ofOperation;
  let byClass = answers.get(code ?? NONE);
  if (!byClass) {
    byClass = new Array<number>(CLASSES).fill(0);
    answers.set(code ?? NONE, byClass);
  }
  const statusClass = Math.floor(status / 100);
  byClass[statusClass] = (byClass[statusClass] ?? 0) + 1;

  const seconds = ownMs / SECOND;
  ofOperation.sumSeconds += seconds;
  let bucket = 0;
  while (seconds > (DURATION_BOUNDS[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
  durations[bucket] = (durations[bucket] ?? 0) + 1;
}

/** Measures API calls. @returns a function that ends this */
export function measureCalls(meters: Meters): () => void {
  const calls = new Map<string, Calls>();
  meters.counter({
    name: 'keydesk_api_calls_total',
    help: 'Answered API calls by operation, class of the status, and code of the refusal.',
    labelNames: ['operation', 'status', 'code'],
    collect() {
      this.reset();
      for (const [operation, { answers }] of calls) {
        for (const [code, byClass] of answers) {
          for (const [statusClass, number] of byClass.entries()) {
            if (number > 0) this.inc({ operation, status: `${statusClass}xx`, code }, number);
          }
        }
      }
    },
  });
  meters.countedDurations(
    {
      name: 'keydesk_api_call_duration_seconds',
      help: 'Our own time for a call, from its headers to our response, without waiting for its body.',
      labelNames: ['operation'],
    },
    () =>
      Array.from(calls, ([operation, { durations: counts, sumSeconds }]) => ({
        labels: { operation },
        counts,
        sumSeconds,
      })),
  );
  return callReports.subscribe((report) => count(calls, report));
}
