import { type SubmissionReport, submissionReports } from '@/lib/diagnostics';
import { type SpanAttributes, traced } from '@/lib/spans';

/**
 * Submits something to another system, as a span if this process records traces, and reports the outcome for the metrics.
 * @param success the outcome that is no failure
 * @param submit does not throw
 */
export async function observeSubmission<Result extends { outcome: string }>(
  kind: Pick<SubmissionReport, 'queue' | 'environment'>,
  attributes: SpanAttributes,
  success: Result['outcome'],
  submit: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now();
  const result = await traced(
    () => ({ kind: 'client', name: `submit ${kind.queue}`, attributes }),
    async (span) => {
      const result = await submit();
      if (result.outcome !== success) span?.fail(result.outcome, true);
      return result;
    },
  );
  submissionReports.send({ ...kind, outcome: result.outcome, ms: performance.now() - startedAt });
  return result;
}
