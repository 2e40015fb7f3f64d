import { expect, test } from '@/e2e/fixtures';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { newId } from '@/lib/ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import {
  approvedBy,
  exit,
  extensionAsked,
  impersonate,
  makeImpersonation,
  makeStaff,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { confusableControls } from './accessible-names';

/** Records rejected calls: of a disabled key, and over the rate limit. */
async function refuseCalls(keyId: string): Promise<void> {
  const codes = ['API_KEY_INACTIVE', 'RATE_LIMITED', 'RATE_LIMITED', 'API_KEY_INACTIVE', 'RATE_LIMITED'];
  const refusals = codes.map((code) => ({
    keyId,
    at: now(),
    code,
    operation: 'messages.send',
    address: '203.0.113.7',
    requestId: newId('req'),
    detail: {},
  }));
  await makeRefusals(refusals);
}

/** A workspace with several keys, people and support sessions of the same name. */
async function makeTwins() {
  const owner = await makeMember();
  await makeMember('admin', { workspaceId: owner.workspaceId });
  await db().user.updateMany({
    where: { memberships: { some: { workspaceId: owner.workspaceId } } },
    data: { name: 'Alex Doe' },
  });
  const { key } = await makeKey(owner, { label: 'Twin' });
  await makeKey(owner, { label: 'Twin' });
  await refuseCalls(key.id);
  const agent = await makeStaff('lead');
  const startedAt = new Date(now().getTime() - 60 * MINUTE);
  for (let times = 0; times < 2; times++) {
    const impersonation = await makeImpersonation(agent, owner, {
      startedAt,
      expiresAt: new Date(now().getTime() + MINUTE),
      ...approvedBy(owner),
    });
    granted(await disableApiKey(impersonate(owner, impersonation, 'act'), { keyId: key.id }));
    await exit(impersonation.id);
    await db().apiKey.update({ where: { id: key.id }, data: { disabledAt: null } });
  }
  await db().apiKey.update({ where: { id: key.id }, data: { disabledAt: now() } });
  const twin = await makeStaff();
  for (const who of [agent, twin])
    await makeImpersonation(who, owner, { actAskedAt: now(), actReason: 'A fix', ...extensionAsked() });
  await makeEndpoint(owner, { url: 'https://8.8.8.8/twin' });
  const { endpoint } = await makeEndpoint(owner, { url: 'https://8.8.8.8/twin' });
  await makeDelivery(owner, endpoint.id);
  const { id: deliveryId } = await makeDelivery(owner, endpoint.id);
  return { owner, agent, keyId: key.id, endpointId: endpoint.id, deliveryId };
}

test('every control of a page has a unique name', async ({ page, signIn }) => {
  test.slow();
  const { owner, agent, keyId, endpointId, deliveryId } = await makeTwins();
  const check = async (path: string) => {
    await page.goto(path);
    // A form is fetched when somebody begins to use the page.
    await expect(async () => {
      await page.mouse.move(1, 1);
      await page.mouse.move(2, 2);
      await expect(page.locator('[data-hydrating]')).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    expect(await confusableControls(page), path).toEqual([]);
  };
  for (const path of [
    '/login',
    '/signup',
    '/forgot-password',
    '/report-leaked-key',
    '/reset-password?token=x',
  ])
    await check(path);
  await signIn(owner);
  for (const path of [
    'api-keys',
    `api-keys/${keyId}`,
    'webhooks',
    `webhooks/${endpointId}`,
    `webhooks/${endpointId}/deliveries/${deliveryId}`,
    'security',
    'support-access',
    'audit-log?what=all',
  ]) {
    await check(`/settings/${path}`);
  }
  for (const path of ['/balance', '/balance/prices']) await check(path);
  await page.context().clearCookies();
  await signIn(agent);
  for (const path of [
    '/support',
    '/support?q=Test',
    '/support/sessions',
    `/support/workspaces/${owner.workspaceId}`,
  ]) {
    await check(path);
  }
});
