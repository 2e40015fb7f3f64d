import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@/lib/clock';
import type { QueueDepth } from '@/lib/domain/queues/read';
import { log } from '@/lib/log';
import { type Meters, NONE } from '@/lib/metrics/meters';

/** How long a reading is used again, so that it does not matter how many systems read the metrics. */
const FRESH_MS = 5 * SECOND;
/** How long the metrics wait for the database. */
const PATIENCE_MS = 3 * SECOND;

type Read = () => Promise<QueueDepth[]>;

/** Reads at most once in FRESH_MS. Null if the database does not answer in time. */
function cautious(read: Read): () => Promise<QueueDepth[] | null> {
  let reading: Promise<QueueDepth[] | null> | undefined;
  let freshUntil = 0;
  return async () => {
    if (!reading || performance.now() >= freshUntil) {
      freshUntil = performance.now() + FRESH_MS;
      reading = read().catch((err: unknown) => {
        log.warn({ err }, 'The queues could not be read for the metrics');
        return null;
      });
    }
    return Promise.race([reading, pause(PATIENCE_MS, null, { ref: false })]);
  };
}

/** Adds how much waits in each queue, as the database shows it when the metrics are read. */
export function addQueues(meters: Meters, read: Read): void {
  const depths = cautious(read);
  const add = (name: string, help: string, value: (depth: QueueDepth) => number) =>
    meters.gauge({
      name,
      help,
      labelNames: ['queue', 'environment'],
      async collect() {
        const found = await depths();
        this.reset();
        for (const depth of found ?? []) {
          this.set({ queue: depth.queue, environment: depth.environment ?? NONE }, value(depth));
        }
      },
    });
  add(
    'keydesk_queue_waiting',
    'How many entries of a queue wait, up to 10000. Every process reads the same database.',
    ({ waiting }) => waiting,
  );
  add(
    'keydesk_queue_oldest_seconds',
    'How long the oldest entry of a queue has waited; 0 if nothing waits.',
    ({ oldestSeconds }) => oldestSeconds,
  );
}
