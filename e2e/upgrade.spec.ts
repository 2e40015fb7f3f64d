import type { APIRequestContext } from '@playwright/test';
import { apiKeysPage, PATH } from '@/e2e/api-keys/api-keys-page';
import { sessionCookie } from '@/lib/auth/cookies';
import { db } from '@/lib/db/client';
import { checksum } from '@/lib/domain/key-secrets/secret';
import { signHeaders } from '@/lib/testing/requests/sign';
import {
  type EarlierVersion,
  readEarlierVersion,
  writeEarlierVersion,
} from '@/lib/testing/servers/earlier-version';
import { giveCredentials } from './account-pages';
import { APP_SECRET, test as base, expect } from './fixtures';

// The server starts on a data folder that commit 7f39398 left: it reads the secret there and migrates the database.
const test = base.extend<object, { earlier: EarlierVersion }>({
  serverSettings: [{ APP_SECRET: '' }, { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  fillDataDir: [({}, use) => use((dataDir) => writeEarlierVersion(dataDir, APP_SECRET)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  earlier: [async ({}, use) => use(await readEarlierVersion()), { scope: 'worker' }],
});

test.describe.configure({ mode: 'default' });

const API = '/api/v1';
/** The password in the fixture. */
const EARLIER_PASSWORD = 'seven green lanterns hum';
const SEND = { to: '+15005550100', text: 'Your order is on its way' };

/** The secret of a key in the fixture, which contains only its hash. */
function secretOf(name: string, environment = 'sandbox'): string {
  const random = name.padEnd(58, '0');
  return `kd_${environment}_${random}${checksum(random)}`;
}

function get(request: APIRequestContext, path: string, secret: string, headers: Record<string, string> = {}) {
  return request.get(`${API}${path}`, { headers: { authorization: `Bearer ${secret}`, ...headers } });
}

test('keys work as before: active, live, signed, paused and revoked', async ({ request, server }) => {
  expect((await get(request, '/account', secretOf('order'))).status()).toBe(200);
  expect((await get(request, '/account', secretOf('live', 'live'))).status()).toBe(200);
  expect((await get(request, '/account', secretOf('paused'))).status()).toBe(401);
  expect((await get(request, '/account', secretOf('gone'))).status()).toBe(401);

  const secret = secretOf('signed');
  const { id } = await db().apiKey.findFirstOrThrow({ where: { label: 'Signed service' } });
  const signed = await signHeaders({
    keyId: id,
    signingSecret: `kds_${'signed'.padEnd(43, '0')}`,
    method: 'GET',
    url: `${server.url}${API}/messages`,
  });
  expect((await get(request, '/messages', secret)).status()).toBe(401);
  expect((await get(request, '/messages', secret, signed)).status()).toBe(200);
});

test('stored messages are read, and a stored response is replayed', async ({ request, earlier }) => {
  const secret = secretOf('order');
  const { id } = JSON.parse(earlier.replay.body);
  const message = await get(request, `/messages/${id}`, secret);
  expect(message.status()).toBe(200);
  expect(await message.json()).toMatchObject({ id, ...SEND, status: 'delivered' });

  const send = (data: object) =>
    request.post(`${API}/messages`, {
      headers: { authorization: `Bearer ${secret}`, 'idempotency-key': 'order-4711' },
      data,
    });
  const replayed = await send(SEND);
  expect(replayed.headers()).toMatchObject({
    'idempotent-replayed': 'true',
    'content-type': earlier.replay.type,
  });
  expect(replayed.status()).toBe(earlier.replay.status);
  expect(await replayed.text()).toBe(earlier.replay.body);
  expect((await send({ ...SEND, text: 'Another text' })).status()).toBe(422);
});

test('a session continues, and the pages show earlier data', async ({ page, context, server, earlier }) => {
  await context.addCookies([
    { name: sessionCookie().name, value: earlier.cookie, url: server.url, httpOnly: true, sameSite: 'Lax' },
  ]);
  await page.goto(PATH);
  await expect(page).toHaveURL(PATH);
  await expect(apiKeysPage(page).row('Order service')).toContainText('Active');
  // Stored before text was normalized.
  await expect(page.getByText('Caf\u00e9 Engines').first()).toBeVisible();

  await page.goto('/settings/audit-log');
  const events = page.getByRole('region', { name: 'Events' }).locator('tbody tr');
  await expect(events.filter({ hasText: 'Retired service' }).first()).toBeVisible();
  await expect(events.filter({ hasText: 'Grace Hopper' }).first()).toBeVisible();

  await page.goto('/settings/support-access');
  await expect(page.getByText('Grace Hopper').first()).toBeVisible();
});

test('an earlier password still works', async ({ page }) => {
  await page.goto('/login');
  await giveCredentials(page, 'ada@example.test', EARLIER_PASSWORD);
  await expect(page).toHaveURL(PATH);
});
