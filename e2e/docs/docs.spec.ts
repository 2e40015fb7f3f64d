import { confusableControls } from '@/e2e/browser/accessible-names';
import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { openReference, REFERENCE_PATHS } from './docs-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a guest reads every page, with the policy of the portal and without another origin', async ({
  page,
  server,
}) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  for (const path of REFERENCE_PATHS) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(
      page.getByRole('navigation', { name: 'API reference' }).locator('[aria-current="page"]').first(),
    ).toHaveAttribute('href', path);
  }
  expect([...origins]).toEqual([server.url]);
});

test('a page that does not exist says so', async ({ page, expectStray }) => {
  expectStray(/404/);
  expect((await page.goto('/docs/nothing'))?.status()).toBe(404);
});

test('the language of the samples is chosen once, with the keyboard too, and a sample is copied', async ({
  page,
}) => {
  await openReference(page, '/docs/operations');
  const title = 'Read the balance, Request';
  const panel = page.getByRole('tabpanel', { name: `curl: ${title}` });
  await expect(panel).toContainText('curl "$API_URL/balance"');
  await page.getByRole('tab', { name: `curl: ${title}` }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: `Python: ${title}` })).toBeFocused();
  const sample = page.getByRole('tabpanel', { name: `Python: ${title}` });
  await expect(sample).toContainText('urllib.request');
  await expect(page.getByRole('tab', { name: /^Python: List messages/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByRole('button', { name: 'Copy: Read the balance, Request in Python' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(await sample.locator('pre').textContent());
});

test('Try it sends a sandbox key and shows the response, and keeps the key nowhere', async ({ page }) => {
  const { secret } = await makeKey(await makeMember(), { scopes: ['*'] });
  await openReference(page, '/docs/operations');
  await page.getByRole('button', { name: 'Try it: Show the workspace, the key and the balance' }).click();
  const field = page.getByRole('textbox', { name: 'Sandbox key' });
  const send = page.getByRole('button', { name: 'Send request' });

  await field.fill(`kd_live_${secret.slice('kd_sandbox_'.length)}`);
  await send.click();
  await expect(page.getByText('This is a live key. Use a sandbox key here.')).toBeVisible();

  await field.fill(secret);
  const sent = page.waitForRequest('**/api/v1/account');
  await send.click();
  const headers = await (await sent).allHeaders();
  expect(headers.authorization).toBe(`Bearer ${secret}`);
  expect(headers.cookie).toBeUndefined();
  await expect(page.getByRole('status').getByText('Response 200')).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Response body' })).toContainText('Test workspace');
  await expect(page.getByRole('figure', { name: 'Response headers' })).toContainText('x-request-id');

  const stored = await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ]),
  );
  expect(stored).not.toContain(secret);
  // The key stays while the reader stays, for the next operation.
  await page.getByRole('button', { name: 'Try it: Read the balance' }).click();
  await expect(field).toHaveValue(secret);
  await page.reload();
  await page.getByRole('button', { name: 'Try it: Read the balance' }).click();
  await expect(field).toHaveValue('');
});

test('a refused call leads to the section about its error', async ({ page, server, expectStray }) => {
  const { secret } = await makeKey(await makeMember(), { scopes: ['messages.read'] });
  const refused = await fetch(`${server.url}/api/v1/balance`, { headers: { 'x-api-key': secret } });
  const { type, code } = await refused.json();
  expect([refused.status, code]).toEqual([403, 'FORBIDDEN']);
  await page.goto(type);
  await expect(page.getByRole('heading', { name: 'FORBIDDEN' })).toBeInViewport();
  expect(await page.evaluate(() => document.querySelector(':target')?.textContent)).toBe('FORBIDDEN');

  expectStray(/403/);
  await openReference(page, '/docs/operations');
  await page.getByRole('button', { name: 'Try it: Read the balance' }).click();
  await page.getByRole('textbox', { name: 'Sandbox key' }).fill(secret);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByRole('figure', { name: 'Response body' })).toContainText(type);
});

test('nothing overflows, and no two controls have the same name', async ({ page }) => {
  test.slow();
  for (const path of REFERENCE_PATHS) {
    await openReference(page, path);
    expect(await confusableControls(page), path).toEqual([]);
    for (const width of [320, 390, 768, 1024, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});
