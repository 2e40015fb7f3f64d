import { expect, it } from 'vitest';
import { keptPage } from '@/app/(portal)/_components/workspaces/kept-page';

it.each([
  ['/settings/members', '/settings/members'],
  ['/settings/api-keys/key_6hVbT', '/settings/api-keys'],
  ['/settings/webhooks/whe_6hVbT/deliveries/dlv_6hVbT', '/settings/webhooks'],
  ['/balance/prices', '/balance/prices'],
  ['/messages/msg_6hVbT', '/messages'],
])('keeps of %s what every workspace has', (path, kept) => {
  expect(keptPage(path)).toBe(kept);
});
