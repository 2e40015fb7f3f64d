import { expect, it } from 'vitest';
import { withPlacesOf } from '@/lib/domain/email-checks/workspace-places';

it('gives the requests of a workspace eight places together, and another workspace its own', async () => {
  const { signal } = new AbortController();
  const released = Promise.withResolvers<void>();
  const entered = { first: 0, other: 0 };
  const ask = (workspaceId: string, name: keyof typeof entered) =>
    withPlacesOf(workspaceId, async (places) => {
      if (!(await places.enter(signal))) throw new Error('There was no place.');
      entered[name] += 1;
      await released.promise;
      places.leave();
    });
  const requests = [
    ...Array.from({ length: 20 }, () => ask('ws_1', 'first')),
    ...Array.from({ length: 3 }, () => ask('ws_2', 'other')),
  ];
  await expect.poll(() => entered).toEqual({ first: 8, other: 3 });
  released.resolve();
  await Promise.all(requests);
  expect(entered.first).toBe(20);
});
