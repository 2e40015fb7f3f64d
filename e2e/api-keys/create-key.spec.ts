import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const PATH = '/settings/api-keys';

test('a key is created with an expiry and a signing secret, after a review', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Create API key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  const review = form.getByRole('region', { name: 'Review' });
  await form.getByRole('textbox', { name: 'Label' }).fill('Signed');
  await expect(review).not.toContainText('be used after it expires');
  await form.getByRole('checkbox', { name: 'messages.send' }).check();
  await form.getByLabel('Expires').selectOption('In 7 days');
  await form.getByRole('switch', { name: 'Require HMAC signatures' }).check();
  await expect(review.getByRole('listitem').filter({ hasText: /^send messages$/ })).toBeVisible();
  await expect(review).toContainText('be used after it expires');
  await expect(review).toContainText('be used without the signing secret');
  await form.getByRole('button', { name: 'Create key' }).click();

  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  const secret = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  const signingSecret = await reveal.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  expect(signingSecret).toMatch(/^kds_[0-9A-Za-z]{43}$/);
  await expect(reveal).toContainText(`KEYDESK_SIGNING_SECRET=${signingSecret}`);

  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(
    page.getByRole('alertdialog', { name: 'You haven’t copied the signing secret' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Go back' }).click();
  await reveal.getByRole('button', { name: 'Signing secret to clipboard' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(signingSecret);
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(reveal).toBeHidden();
  const content = await page.content();
  expect(content).not.toContain(secret);
  expect(content).not.toContain(signingSecret);

  await expect(page.getByRole('row').filter({ hasText: 'Signed' })).toContainText('Expires in 7 days');
  const key = await db().apiKey.findFirstOrThrow({ where: { workspaceId: owner.workspaceId } });
  expect(key.signingRequired).toBe(true);
});

test('a key is created with an owner, tags and a note, and its copy has the owner and the tags', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Create API key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  await form.getByRole('textbox', { name: 'Label' }).fill('Annotated');
  await form.getByRole('checkbox', { name: 'messages.send' }).check();
  await expect(form.getByLabel('Owner')).toBeHidden();
  await form.getByText('Owner, tags and note (optional)').click();
  await form.getByLabel('Owner').fill('Payments team');
  await form.getByLabel('Tags').fill('EU, two!words');
  await form.getByLabel('Note').fill('In the vault');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByText('Use letters, digits')).toBeVisible();
  await form.getByText('Owner, tags and note (optional)').click();
  await expect(form.getByText('Use letters, digits')).toBeHidden();
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByText('Use letters, digits'), 'a mistake unfolds the fields').toBeVisible();
  await expectAccessible(page);
  await form.getByLabel('Tags').fill('EU, checkout');
  await form.getByRole('button', { name: 'Create key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('rowheader')).toHaveText([/Annotated.*Payments team.*checkout.*eu/]);
  expect(await db().apiKey.findFirstOrThrow({ where: { workspaceId: owner.workspaceId } })).toMatchObject({
    note: 'In the vault',
  });

  await page.getByRole('button', { name: 'Actions for Annotated' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(form.getByLabel('Owner')).toHaveValue('Payments team');
  await expect(form.getByLabel('Tags')).toHaveValue('checkout, eu');
  await expect(form.getByLabel('Note')).toHaveValue('');
});

test('the live option tells the price, the balance and whether a carrier is connected', async ({
  page,
  signIn,
}) => {
  const sender = await makeSender();
  const messageId = await makeMessage(sender);
  await db().message.updateMany({ where: { id: messageId }, data: { country: 'NL' } });
  await signIn(await makeMember('owner', sender));
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Create API key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  const live = form.getByRole('radio', { name: 'Live' });
  await expect(live).toHaveAccessibleDescription(/A message costs €0\.08 per segment \(Netherlands\)/);
  await expect(live).toHaveAccessibleDescription(/Balance: €9\.92/);
  await expect(live).toHaveAccessibleDescription(/No carrier is connected yet/);
  const [prices] = await Promise.all([
    page.waitForEvent('popup'),
    form.getByRole('link', { name: 'Prices by country' }).click(),
  ]);
  await expect(prices.getByRole('heading', { name: 'Prices by country' })).toBeVisible();

  await form.getByRole('textbox', { name: 'Label' }).fill('Early');
  await live.check();
  await form.getByRole('checkbox', { name: 'messages.send' }).check();
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible();
});

test('full access must be selected explicitly', async ({ page, signIn }) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Create API key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  const scopes = form.getByRole('group', { name: 'Scopes' });
  for (const scope of ['messages.send', 'messages.read', 'balance.read']) {
    await scopes.getByRole('checkbox', { name: scope }).check();
  }
  await expect(scopes.getByRole('checkbox', { name: 'Full access' })).not.toBeChecked();
  await scopes.getByRole('checkbox', { name: 'Full access' }).check();
  await expect(scopes.getByRole('checkbox', { name: 'messages.send' })).toBeDisabled();
  await expect(form.getByRole('region', { name: 'Review' })).toContainText(
    'everything that is added to the API later',
  );
  await scopes.getByRole('checkbox', { name: 'Full access' }).uncheck();
  await expect(scopes.getByRole('checkbox', { checked: true })).toHaveCount(0);
});

test('a key can only expire on a day in the future', async ({ page, signIn }) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Create API key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  await form.getByRole('textbox', { name: 'Label' }).fill('Dated');
  await form.getByRole('checkbox', { name: 'messages.send' }).check();
  await form.getByLabel('Expires').selectOption('On a date');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByLabel('Last day')).toHaveAccessibleDescription(/Choose a date\./);
  await form.getByLabel('Last day').fill('2020-02-29');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByLabel('Last day')).toHaveAccessibleDescription(/Choose a date in the future\./);
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel('Last day').fill(soon);
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible();
});
