import { now } from '@/lib/clock';
import type { SubmissionReport } from '@/lib/diagnostics';
import { type BackOff, pauseAfter } from '@/lib/domain/outbox/back-off';
import { claimDue, type OutboxTable } from '@/lib/domain/outbox/claim';
import { observeSubmission } from '@/lib/domain/outbox/observe-submission';
import type { SubmitResult } from '@/lib/domain/outbox/submit-result';

export interface OutboxRow {
  id: string;
  /** How many attempts there were, the current one included. */
  attempts: number;
}

/** Rows that wait to be submitted to another system, and how that is done and recorded. */
export interface Outbox<Row extends OutboxRow> {
  /** What the rows are, for the metrics. */
  kind: Pick<SubmissionReport, 'queue' | 'environment'>;
  table: OutboxTable;
  backOff: BackOff;
  /** Submits a row within the lease. Does not throw. */
  submit(row: Row): Promise<SubmitResult>;
  recordAccepted(ids: string[]): Promise<void>;
  recordRefused(row: Row, reason: string): Promise<void>;
  recordFailed(row: Row, reason: string, nextAttemptAt: Date): Promise<void>;
}

/**
 * Submits up to `batch` rows that are due, and returns how many it claimed. Nothing is locked while a row is submitted.
 * If a worker stops before it records the result, the row is submitted again under the same id: at least once, never
 * lost.
 */
export async function submitDue<Row extends OutboxRow>(outbox: Outbox<Row>, batch: number): Promise<number> {
  const claimed = await claimDue<Row>(outbox.table, batch);
  const submitted = await Promise.all(claimed.map((row) => submit(outbox, row)));
  const accepted = submitted.filter(({ result }) => result.outcome === 'accepted').map(({ row }) => row.id);
  if (accepted.length > 0) await outbox.recordAccepted(accepted);
  await Promise.all(submitted.map(({ row, result }) => recordRest(outbox, row, result)));
  return claimed.length;
}

async function submit<Row extends OutboxRow>(outbox: Outbox<Row>, row: Row) {
  const { id, attempts } = row;
  const { environment } = outbox.kind;
  const result = await observeSubmission(
    outbox.kind,
    { 'keydesk.environment': environment, 'keydesk.id': id, 'keydesk.attempts': attempts },
    'accepted',
    () => outbox.submit(row),
  );
  return { row, result };
}

async function recordRest<Row extends OutboxRow>(outbox: Outbox<Row>, row: Row, result: SubmitResult) {
  switch (result.outcome) {
    case 'accepted':
      return;
    case 'refused':
      await outbox.recordRefused(row, result.reason);
      return;
    case 'failed': {
      const pauseMs = pauseAfter(outbox.backOff, row.attempts, result.retryAfterMs);
      await outbox.recordFailed(row, result.reason, new Date(now().getTime() + pauseMs));
      return;
    }
  }
}
