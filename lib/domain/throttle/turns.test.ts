import { expect, it } from 'vitest';
import { Turns } from '@/lib/domain/throttle/turns';

it('lets eight tasks of a key run at a time, and those of another key beside them', async () => {
  const turns = new Turns(8, 60_000);
  const released = Promise.withResolvers<void>();
  const started = { first: 0, other: 0 };
  const run = (name: keyof typeof started) =>
    turns.run(
      name,
      async () => {
        started[name] += 1;
        await released.promise;
      },
      () => expect.fail('It waited too long.'),
    );
  const tasks = [
    ...Array.from({ length: 20 }, () => run('first')),
    ...Array.from({ length: 3 }, () => run('other')),
  ];
  expect(started).toEqual({ first: 8, other: 3 });
  released.resolve();
  await Promise.all(tasks);
  expect(started.first).toBe(20);
});

it('gives up a task that waits too long, and continues after one that fails', async () => {
  const turns = new Turns(1, 1);
  const released = Promise.withResolvers<void>();
  const first = turns.run(
    'key',
    () => released.promise.then(() => 'ran'),
    () => 'gave up',
  );
  const second = turns.run(
    'key',
    async () => 'ran',
    () => 'gave up',
  );
  expect(await second).toBe('gave up');
  released.resolve();
  expect(await first).toBe('ran');
  const failing = turns.run(
    'key',
    () => Promise.reject(new Error('It failed.')),
    () => 'gave up',
  );
  await expect(failing).rejects.toThrow('It failed.');
  expect(
    await turns.run(
      'key',
      async () => 'ran',
      () => 'gave up',
    ),
  ).toBe('ran');
});
