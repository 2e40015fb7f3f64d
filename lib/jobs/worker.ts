import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@/lib/clock';
import { jobReports } from '@/lib/diagnostics';
import { log } from '@/lib/log';
import { traced } from '@/lib/spans';

export interface Job {
  name: string;
  /** How long to wait after a run that found nothing to do. */
  everyMs: number;
  /** How many runs at the same time; one, if not given. */
  concurrency?: number;
  /** Does a limited amount of work and returns how much it did. While that is not 0, it runs again at once. */
  run(): Promise<number>;
  /** Waits for what its runs have started and not waited for. */
  finish?(): Promise<void>;
}

export interface Worker {
  /** Waits for the current runs and starts no more. */
  stop(): Promise<void>;
}

/** How long a job waits after a failure, at least. */
const AFTER_FAILURE_MS = 5 * SECOND;

/** Runs a job, and leaves a run that found nothing to do out of the traces. */
function runTraced(job: Job): Promise<number> {
  return traced(
    () => ({ kind: 'job', name: job.name }),
    async (span) => {
      const did = await job.run();
      if (did === 0) span?.drop();
      return did;
    },
  );
}

async function repeat(job: Job, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    let waitMs = job.everyMs;
    try {
      const did = await runTraced(job);
      jobReports.send({ job: job.name, outcome: did > 0 ? 'done' : 'idle' });
      if (did > 0) continue;
    } catch (err) {
      jobReports.send({ job: job.name, outcome: 'failed' });
      log.error({ err, job: job.name }, 'A job failed and will be tried again');
      waitMs = Math.max(waitMs, AFTER_FAILURE_MS);
    }
    await pause(waitMs, undefined, { signal: stopped }).catch(() => {});
  }
  await job.finish?.();
}

/** Runs each job at its own interval. */
export function startWorker(jobs: readonly Job[]): Worker {
  const stop = new AbortController();
  const running = jobs.flatMap((job) =>
    Array.from({ length: job.concurrency ?? 1 }, () => repeat(job, stop.signal)),
  );
  return {
    async stop() {
      stop.abort();
      await Promise.all(running);
    },
  };
}
