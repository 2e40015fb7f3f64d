import { readQueues } from '@/lib/domain/queues/read';
import { measureCalls } from '@/lib/metrics/calls';
import { openMeters } from '@/lib/metrics/meters';
import { addQueues } from '@/lib/metrics/queues';
import { addState } from '@/lib/metrics/state';
import { measureWork } from '@/lib/metrics/work';

/** What this process measures, for Prometheus. docs/operations.md explains each metric. */
export interface Metrics {
  contentType: string;
  /** All metrics of this process, in the text format of Prometheus. */
  read(): Promise<string>;
  close(): void;
}

/**
 * Starts to measure.
 * @param countsTogether whether rate limits are shared with other processes now; undefined if this process counts alone
 */
export async function openMetrics(countsTogether: () => boolean | undefined): Promise<Metrics> {
  const meters = await openMeters();
  addState(meters, countsTogether);
  addQueues(meters, readQueues);
  const ends = [measureCalls(meters), ...measureWork(meters)];
  const { registry } = meters;
  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    close() {
      for (const end of ends) end();
      registry.clear();
    },
  };
}
