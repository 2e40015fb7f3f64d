import { expect, test } from '@/e2e/fixtures';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { PATH, webhooksPage } from './webhooks-page';

test('axe finds no violations, and nothing overflows', async ({ page, signIn, expectAccessible }) => {
  test.slow();
  const owner = await makeMember();
  await signIn(owner);
  await page.goto(PATH);
  await expectAccessible(page);
  const { endpoint } = await makeEndpoint(owner, { url: `https://8.8.8.8/${'w'.repeat(200)}` });
  const { id } = await makeDelivery(owner, endpoint.id);
  const webhooks = webhooksPage(page);
  await page.goto(`${PATH}/${endpoint.id}/deliveries/${id}`);
  await expectAccessible(page);
  await page.goto(PATH);
  await webhooks.addButton.click();
  await webhooks.form.getByRole('radio', { name: 'Chosen events' }).check();
  await expectAccessible(page);
  await page.goto(`${PATH}/${endpoint.id}`);
  await expectAccessible(page);
  for (const name of ['Change settings', 'Rotate secret', 'Replay failed', 'Delete']) {
    await webhooks.button(name).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(webhooks.button(name)).toBeFocused();
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
