import { expect, it } from 'vitest';
import { jobsOf } from '@/lib/jobs/jobs';
import { acme } from '@/lib/testing/requests/acme-profile';

it.each(jobsOf(acme))('$name returns 0 if there is nothing to do', async ({ run }) => {
  expect(await run()).toBe(0);
});
