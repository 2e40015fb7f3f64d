import { expect, it } from 'vitest';
import { queueHashing } from '@/lib/domain/passwords/hashing-queue';

it('runs two at once, queues some, turns the rest away, and recovers from failures', async () => {
  let running = 0;
  let most = 0;
  const finish: Array<() => void> = [];
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => finish.push(resolve));
    running--;
    if (finish.length % 2 === 0) throw new Error('failed');
    return 'done';
  };
  const results = Array.from({ length: 40 }, () => queueHashing(work));
  const settled = Promise.allSettled(results);
  await expect(results.at(-1)).resolves.toBeNull();
  expect(finish).toHaveLength(2);

  for (let n = 0; n < 32; n++) {
    finish[n]?.();
    await new Promise(setImmediate);
  }
  const turnedAway = (await settled).filter((one) => one.status === 'fulfilled' && one.value === null);
  expect(turnedAway).toHaveLength(8);
  expect(most).toBe(2);
  await expect(queueHashing(async () => 'free again')).resolves.toBe('free again');
});
