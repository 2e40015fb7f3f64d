import { expect, test } from '@playwright/test';
import { APP_SECRET } from '@/e2e/fixtures';
import { MINUTE } from '@/lib/clock';
import { makeLargeData } from '@/lib/testing/servers/migrated-data';

test('`npm run seed -- --large` makes a workspace with 10,000 keys in under a minute', async () => {
  const startedAt = performance.now();
  expect(await makeLargeData(APP_SECRET)).toContain('owner@');
  expect(performance.now() - startedAt).toBeLessThan(MINUTE);
});
