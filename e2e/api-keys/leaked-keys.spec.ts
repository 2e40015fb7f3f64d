import type { Page } from '@playwright/test';
import { test as base, expect } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { postReport, startScanner, type TestScanner } from '@/lib/testing/servers/scanner';

const PLACE = 'https://code.example/shop/blob/12345600b9cbe38a219f39a9941c9319b600c002/.env';

const test = base.extend<object, { scanner: TestScanner }>({
  scanner: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const scanner = await startScanner();
      await use(scanner);
      await scanner.close();
    },
    { scope: 'worker' },
  ],
  serverSettings: [({ scanner }, use) => use(scanner.settings), { scope: 'worker' }],
});

test.describe.configure({ mode: 'default' });

/** Everything that the browser keeps of the page. */
async function keptIn(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('textarea, input')].map((field) => Reflect.get(field, 'value')),
      { ...sessionStorage },
      { ...localStorage },
      location.href,
      history.state,
    ]),
  );
}

test('a key that a scanner finds is disabled, its owner is told, and the key page says what to do', async ({
  page,
  request,
  server,
  scanner,
  signIn,
  waitForMail,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  const call = async (used: string) =>
    (await request.get('/api/v1/account', { headers: { authorization: `Bearer ${used}` } })).status();
  expect(await call(secret)).toBe(200);

  const answer = await postReport(server.url, scanner.report([{ token: secret, url: PLACE }]));
  expect(await answer.json()).toMatchObject([{ label: 'true_positive' }]);
  await expect.poll(() => call(secret)).toBe(401);

  const mail = await waitForMail(email, 'leaked');
  expect(mail.replaceAll('=\r\n', '').replaceAll('=\n', '')).toContain(PLACE);
  expect(mail).not.toContain(secret);

  await signIn(owner);
  await page.goto(`/settings/api-keys/${key.id}`);
  await expect(page.getByText('This key leaked')).toBeVisible();
  const place = page.getByRole('link', { name: PLACE });
  await expect(place).toHaveAttribute('href', PLACE);
  await expect(place).toHaveAttribute('rel', /noopener noreferrer/);
  await expect(page.getByText(/Rotate it, let the old secret end at once/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(page);

  await makeKey(owner, { label: 'Not leaked' });
  await page.goto('/');
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention).toContainText('The key “Production server” was reported as leaked.');
  await attention.getByRole('link', { name: 'See where it was found and what to do' }).click();
  await expect(page.getByText('This key leaked')).toBeVisible();
  await page.goto('/settings/api-keys');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await expect(row('Production server').getByText('Leaked', { exact: true })).toBeVisible();
  await expect(row('Not leaked')).not.toContainText('Leaked');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Status').selectOption('Leaked');
  await expect(page).toHaveURL(/filter=leaked/);
  await expect(row('Not leaked')).toHaveCount(0);
  await expect(row('Production server')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/settings/audit-log?what=all');
  await expect(
    page.getByText(`received a report that the key “Production server” leaked at ${PLACE}`),
  ).toBeVisible();
  await expect(page.getByText('disabled the key “Production server”').first()).toBeVisible();
});

test('anybody reports a key, and learns nothing about it', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  const unknown = `kd_sandbox_${'b'.repeat(64)}`;
  await page.goto('/report-leaked-key');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send report' }).click();
  const found = page.getByRole('textbox', { name: 'What you found' });
  await expect(found).toHaveAccessibleDescription(/Paste what you found/);

  const thanks: string[] = [];
  for (const text of [unknown, `KEY="${secret}"`]) {
    await found.fill(text);
    await page.getByRole('textbox', { name: 'Where you found it' }).fill('https://forum.example/post/1');
    await page.getByRole('button', { name: 'Send report' }).click();
    const status = page.getByRole('status').filter({ hasText: 'Thank you for your report' });
    await expect(status).toBeVisible();
    thanks.push((await status.textContent()) ?? '');
    expect(await keptIn(page)).not.toContain(text.replaceAll('"', ''));
    expect(await keptIn(page)).not.toContain(secret);
    if (text === unknown) {
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Report another' }).click();
      await expect(found).toHaveValue('');
    }
  }
  expect(thanks[1]).toBe(thanks[0]);

  await expect
    .poll(async () => (await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).disabledAt)
    .not.toBeNull();
  await signIn(owner);
  await page.goto(`/settings/api-keys/${key.id}`);
  await expect(page.getByText(/Somebody reported kd_sandbox_\*{4}\w{4} at/)).toBeVisible();
  await expect(page.getByText('https://forum.example/post/1')).toBeVisible();
  await expect(page.getByRole('link', { name: /forum\.example/ })).toHaveCount(0);
});

test('an owner chooses to be told only, and then the key keeps working', async ({
  page,
  signIn,
  server,
  scanner,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  await signIn(owner);
  await page.goto('/settings/security');
  const region = page.getByRole('region', { name: 'Leaked keys' });
  const choice = region.getByRole('combobox', { name: 'When a key is reported as leaked' });
  await expect(choice).toHaveValue('disable');
  await choice.selectOption('Only tell us');
  await region.getByRole('button', { name: 'Save response' }).click();
  await expect(region.getByText('Response saved')).toBeVisible();
  await page.reload();
  await expect(choice).toHaveValue('tell');

  await postReport(server.url, scanner.report([{ token: secret, url: PLACE }]));
  await expect.poll(() => db().keyLeak.count({ where: { apiKeyId: key.id } })).toBe(1);
  await page.goto(`/settings/api-keys/${key.id}`);
  await expect(page.getByText('This key leaked')).toBeVisible();
  await expect(page.getByText(/Anybody who has it can use it\. Rotate the key/)).toBeVisible();
});

test('developers see the response to leaks, and cannot change it', async ({ page, signIn }) => {
  await signIn(await makeMember('developer'));
  await page.goto('/settings/security');
  const region = page.getByRole('region', { name: 'Leaked keys' });
  await expect(region.getByRole('combobox')).toBeDisabled();
  await expect(region.getByRole('button')).toHaveCount(0);
});
