import { channel } from 'node:diagnostics_channel';
import type { RefusalCode } from '@/lib/errors';

/** Reports about one kind of work. They go to whoever in this process wants them, from Next's copy of this module, too. */
function reportsOf<Report>(name: string) {
  const reports = channel(`keydesk:${name}`);
  return {
    /** Whether anybody gets the reports. Otherwise they need not be made. */
    get areWanted(): boolean {
      return reports.hasSubscribers;
    },
    send(report: Report): void {
      reports.publish(report);
    },
    /**
     * Passes every report on to `take`, which must not throw.
     * @returns a function that ends this
     */
    subscribe(take: (report: Report) => void): () => void {
      // Only this function sends to the channel.
      const listener = (report: unknown) => take(report as Report);
      reports.subscribe(listener);
      return () => reports.unsubscribe(listener);
    },
  };
}

/** An API call that was answered. */
export interface CallReport {
  /** Undefined: the call is none of the API's operations. */
  operation: string | undefined;
  /** The HTTP status. */
  status: number;
  /** Undefined: the call was not refused. */
  code: RefusalCode | undefined;
  /** How long it took, without the time in which we waited for its body, in milliseconds. */
  ownMs: number;
}

export const callReports = reportsOf<CallReport>('call');

/** Something that was submitted to another system once: to the carrier, its simulator, or the mail server. */
export interface SubmissionReport {
  /** What was submitted. */
  queue: 'messages' | 'voice_calls' | 'lookups' | 'mails';
  /** Undefined: it belongs to none. */
  environment?: 'live' | 'sandbox' | undefined;
  outcome: string;
  ms: number;
}

export const submissionReports = reportsOf<SubmissionReport>('submission');

/** A webhook that was sent once. */
export interface WebhookReport {
  outcome: 'delivered' | 'failed' | 'unsendable';
  ms: number;
}

export const webhookReports = reportsOf<WebhookReport>('webhook');

/** A run of a background job. */
export interface JobReport {
  job: string;
  /** `idle`: it found nothing to do. */
  outcome: 'done' | 'idle' | 'failed';
}

export const jobReports = reportsOf<JobReport>('job');
