import { test as deployed, expect } from '@playwright/test';
import { randomBase62 } from '@/lib/base62';
import { currentProfile } from '@/lib/profiles/current';
import { expectSignedOut, signOut } from './account-pages';
import { test as own } from './fixtures';
import { walkThroughKey } from './key-walk';

// With BASE_URL this tests a deployed instance of PROFILE, which may have real customers, only through its pages and its
// API. It needs no mailbox, because a sandbox key needs no confirmed address, and leaves a workspace whose only key is
// revoked.
const test: typeof deployed = process.env.BASE_URL ? deployed : own;
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a new customer creates a key, calls the API, sees its last use, revokes it and signs out', async ({
  page,
  request,
}) => {
  // The domain is reserved (RFC 2606) and receives no email.
  const email = `smoke-${randomBase62(12).toLowerCase()}@example.com`;
  await walkThroughKey(page, request, currentProfile(), email);
  await signOut(page);
  await expect(page).toHaveURL('/login');
  await expectSignedOut(page);
});
