import { SECOND } from '@/lib/clock';
import { jobReports, submissionReports, webhookReports } from '@/lib/diagnostics';
import { type Meters, NONE } from '@/lib/metrics/meters';

/** Measures the work of the worker: what it sends to other systems, and its jobs. @returns functions that end this */
export function measureWork(meters: Meters): (() => void)[] {
  const submissions = meters.durations({
    name: 'keydesk_submission_duration_seconds',
    help: 'Messages, voice calls and lookups submitted to a carrier or its simulator, and mails, by outcome.',
    labelNames: ['queue', 'environment', 'outcome'],
  });
  const webhooks = meters.durations({
    name: 'keydesk_webhook_attempt_duration_seconds',
    help: 'Attempts to deliver a webhook, by outcome.',
    labelNames: ['outcome'],
  });
  const jobs = meters.counter({
    name: 'keydesk_job_runs_total',
    help: 'Runs of background jobs by outcome. idle: there was nothing to do.',
    labelNames: ['job', 'outcome'],
  });
  return [
    submissionReports.subscribe(({ queue, environment = NONE, outcome, ms }) => {
      submissions.observe({ queue, environment, outcome }, ms / SECOND);
    }),
    webhookReports.subscribe(({ outcome, ms }) => webhooks.observe({ outcome }, ms / SECOND)),
    jobReports.subscribe(({ job, outcome }) => jobs.inc({ job, outcome })),
  ];
}
