import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeCaller } from '@/lib/testing/factories/callers';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';

// Nobody answers there, so that the message waits.
test.use({ serverSettings: { CARRIER_URL: 'http://127.0.0.1:9/messages', CARRIER_SECRET } });

test('a test message whose response was lost is sent once, and another one is sent', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/ERR_FAILED/);
  const { owner } = await makeCaller({ money: 100_000_000n });
  const { workspaceId } = owner;
  await signIn(owner);
  await page.goto('/messages/test');
  const send = page.getByRole('button', { name: 'Send', exact: true });
  const loseResponse = () =>
    page.route(
      '**/messages/test',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
  await loseResponse();
  await send.click();
  await expect(page.getByText('Can’t reach Keydesk')).toBeVisible();
  await send.click();
  await expect(page.getByText('The test message was accepted')).toBeVisible();
  expect(await db().message.count({ where: { workspaceId } })).toBe(1);

  await loseResponse();
  await send.click();
  await expect(page.getByText('Can’t reach Keydesk')).toBeVisible();
  await page.getByRole('textbox', { name: 'Text' }).fill('Another text');
  await send.click();
  await expect(page.getByText('The test message was accepted')).toBeVisible();
  expect(await db().message.count({ where: { workspaceId } })).toBe(3);
});

test('a member sends a test message, a live one after its price', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const { owner } = await makeCaller({ money: 100_000_000n });
  const live = await makeCaller({ owner, environment: 'live' });
  await giveMoney(owner.workspaceId, 1_000_000n, 'live');
  await signIn(owner);
  await page.goto('/messages');
  await page.getByRole('link', { name: 'Send a test message' }).click();
  await expect(page.getByRole('heading', { name: 'Send a test message' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'To' }).fill('12');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Write the number in E.164')).toBeVisible();
  await page.getByRole('textbox', { name: 'To' }).fill('+15005550100');
  await page.getByRole('textbox', { name: 'Text' }).fill('From the portal');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('link', { name: 'Show the message' }).click();
  await expect(page.getByRole('heading', { name: 'Message to +15005550100' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('From the portal');

  await page.goto('/messages/test');
  await page.getByRole('combobox', { name: 'Key' }).selectOption(live.actor.keyId);
  await page.getByRole('textbox', { name: 'To' }).fill('+31612345678');
  await page.getByRole('button', { name: 'Show the price' }).click();
  const question = page.getByRole('alertdialog', { name: 'Send for €0.08?' });
  await expect(question).toContainText('The balance is €1.00');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Send for €0.08' }).click();
  await page.getByRole('link', { name: 'Show the message' }).click();
  await expect(page.getByRole('heading', { name: 'Message to +31612345678' })).toBeVisible();
});
