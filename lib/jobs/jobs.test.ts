import { expect, it } from 'vitest';
import { JOBS } from '@/lib/jobs/jobs';

it.each(JOBS)('$name returns 0 if there is nothing to do', async ({ run }) => {
  expect(await run()).toBe(0);
});
