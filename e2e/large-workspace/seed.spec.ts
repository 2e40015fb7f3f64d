import { expect, test } from '@playwright/test';
import { APP_SECRET } from '@/e2e/fixtures';
import { makeLargeData } from '@/lib/testing/servers/migrated-data';

test('`npm run seed -- --large` makes a workspace with 10,000 keys', async () => {
  expect(await makeLargeData(APP_SECRET)).toContain('owner@');
});
