import { expect, it, vi } from 'vitest';
import { startWorker } from '@/lib/jobs/worker';

it('runs a job again at once while it finds work', async () => {
  let left = 5;
  const worker = startWorker([{ name: 'test', everyMs: 3_600_000, run: async () => left-- }]);
  await vi.waitFor(() => expect(left).toBeLessThan(0));
  await worker.stop();
  expect(left).toBe(-1);
});

it('continues with other jobs if one fails', async () => {
  const run = vi.fn(async () => 0);
  const worker = startWorker([
    { name: 'broken', everyMs: 1, run: () => Promise.reject(new Error('broken')) },
    { name: 'sound', everyMs: 1, run },
  ]);
  await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(3));
  await worker.stop();
});

it('waits for a running job before it stops', async () => {
  let finish = (_done: number) => {};
  const run = vi.fn(() => new Promise<number>((resolve) => (finish = resolve)));
  const worker = startWorker([{ name: 'slow', everyMs: 1, run }]);
  const stopped = vi.fn();
  const stopping = worker.stop().then(stopped);
  expect(stopped).not.toHaveBeenCalled();
  finish(1);
  await stopping;
  expect(run).toHaveBeenCalledOnce();
});

it('runs a job as often at the same time as its concurrency, independently', async () => {
  const waiting: Array<(done: number) => void> = [];
  const run = () => new Promise<number>((resolve) => waiting.push(resolve));
  const worker = startWorker([{ name: 'wide', everyMs: 3_600_000, concurrency: 3, run }]);
  expect(waiting).toHaveLength(3);
  waiting[1]?.(1);
  await vi.waitFor(() => expect(waiting).toHaveLength(4));
  const stopping = worker.stop();
  for (const finish of waiting) finish(0);
  await stopping;
});
