import { test as base, expect } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeMember } from '@/lib/testing/factories/members';
import { makePayment } from '@/lib/testing/factories/wallet';
import { startStripe, type TestStripe } from '@/lib/testing/servers/stripe';

const test = base.extend<{ stripe: TestStripe }, { stripeServer: TestStripe }>({
  stripeServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const stripe = await startStripe();
      await use(stripe);
      await stripe.close();
    },
    { scope: 'worker' },
  ],
  serverSettings: [({ stripeServer }, use) => use(stripeServer.settings), { scope: 'worker' }],
  stripe: async ({ stripeServer, server }, use) => {
    stripeServer.postEventsTo(server.url);
    await use(stripeServer);
  },
});

test('an owner adds money, which is credited when it arrives', async ({
  page,
  signIn,
  stripe,
  waitForMail,
  expectAccessible,
}) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/balance');
  await page.getByRole('button', { name: 'Add money' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add money' });
  const amount = dialog.getByRole('textbox', { name: 'Amount (EUR)' });
  await amount.fill('0.50');
  await dialog.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(amount).toHaveAccessibleDescription(/Enter 1 or more/);
  await amount.fill('25');
  await dialog.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByRole('heading', { name: '2500 eur' })).toBeVisible();
  const unpaid = await db().payment.findFirstOrThrow({ where: { workspaceId: owner.workspaceId } });

  await page.goto(`/balance/payments/${unpaid.id}`);
  await expect(page.getByRole('heading', { name: 'Payment of €25.00' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Not paid yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Continue to payment' }).click();
  await page.getByRole('button', { name: 'Pay later' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'On its way' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(stripe.sessionOf(unpaid.id).url);
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'added to the live balance' })).toBeVisible();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  await waitForMail(email, 'your payment of €25.00 was added');

  await page.getByRole('link', { name: 'Back to the balance' }).click();
  await expect(page.getByRole('list', { name: 'Balances' })).toContainText('€25.00');
  await page.getByRole('link', { name: unpaid.id }).click();
  await expect(page.getByRole('heading', { name: 'Payment of €25.00' })).toBeVisible();
});

test('others cannot add money, and nobody sees a payment of another workspace', async ({ page, signIn }) => {
  const owner = await makeMember();
  const paymentId = await makePayment(owner.workspaceId);
  await signIn(await makeMember('developer', { workspaceId: owner.workspaceId }));
  await page.goto('/balance');
  await expect(page.getByRole('heading', { name: 'Balance', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add money' })).toHaveCount(0);
  await expect(page.getByText('To add money, ask an owner or admin')).toBeVisible();
  await page.goto(`/balance/payments/${paymentId}`);
  await expect(page.getByRole('heading', { name: 'Payment of €25.00' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Continue to payment' })).toHaveCount(0);

  await signIn(await makeMember());
  expect((await page.request.get(`/balance/payments/${paymentId}`)).status()).toBe(404);
});
