import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const PATH = '/settings/security';

test('an owner sets the workspace’s allowed addresses, and they apply to every key', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { secret } = await makeKey(owner);
  const account = () => request.get('/api/v1/account', { headers: { authorization: `Bearer ${secret}` } });
  await signIn(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Security' }).click();
  await expect(page.getByRole('heading', { name: 'Security', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Add address' }).click();
  const address = page.getByRole('textbox', { name: 'Address 1', exact: true });
  await address.fill('10.0.0.0/2');
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(address).toHaveAccessibleDescription(/too wide/);
  await address.fill('198.51.100.7');
  await page.getByRole('textbox', { name: 'Note on address 1' }).fill('Office');
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(page.getByText('Allowed addresses saved')).toBeVisible();
  await expect(address).toHaveValue('198.51.100.7/32');
  expect((await account()).status()).toBe(403);

  await page.getByRole('button', { name: 'Remove address 1' }).click();
  await expect(page.getByText('Calls can come from anywhere')).toBeVisible();
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect.poll(async () => (await account()).status()).toBe(200);
});

test('a list begins with the user’s own address, in one press', async ({ page, signIn }) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Add address', exact: true }).click();
  await page.getByRole('button', { name: 'Add my address' }).click();
  await expect(page.getByRole('textbox', { name: 'Address 1', exact: true })).not.toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Address 2', exact: true })).toHaveCount(0);
});

test('a mistake in the list is explained, and one click corrects it', async ({ page, signIn }) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  const address = (position: number) =>
    page.getByRole('textbox', { name: `Address ${position}`, exact: true });
  const save = () => page.getByRole('button', { name: 'Save addresses' }).click();
  await page.getByRole('button', { name: 'Add address' }).click();

  await address(1).fill('203.0.113.7/24');
  await save();
  await expect(address(1)).toHaveAccessibleDescription(/one address of the network 203\.0\.113\.0\/24/);
  await expect(
    page.getByRole('button', { name: 'Use 203.0.113.7 for address 1', exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Use 203.0.113.0/24 for address 1' }).click();
  await expect(address(1)).toHaveValue('203.0.113.0/24');
  await expect(address(1)).toBeFocused();
  await expect(address(1)).not.toHaveAttribute('aria-invalid');

  await address(1).fill('0.0.0.0/0');
  await expect(address(1)).toHaveAccessibleDescription(/leave the list empty/);
  await address(1).fill('203.0.113.4-203.0.113.9, 198.51.100.0/255.255.255.0');
  await page.getByRole('button', { name: 'Split into 2 rows for address 1' }).click();
  await page.getByRole('button', { name: 'Split into 2 rows for address 1' }).click();
  await page.getByRole('button', { name: 'Use 198.51.100.0/24 for address 3' }).click();
  await save();
  await expect(page.getByText('Allowed addresses saved')).toBeVisible();
  for (const [index, network] of ['203.0.113.4/30', '203.0.113.8/31', '198.51.100.0/24'].entries()) {
    await expect(address(index + 1)).toHaveValue(network);
  }
});

test('a pasted list becomes rows with notes', async ({ page, context, signIn }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(await makeMember());
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Add address' }).click();
  await expect(page.getByRole('textbox', { name: 'Address 1', exact: true })).toBeFocused();
  await page.evaluate(() =>
    navigator.clipboard.writeText('203.0.113.7\tOffice\n198.51.100.0/24, 2001:db8::/32 # Data centre'),
  );
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByRole('textbox', { name: 'Address 3', exact: true })).toHaveValue('2001:db8::/32');
  await expect(page.getByRole('textbox', { name: 'Note on address 1' })).toHaveValue('Office');
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(page.getByText('Allowed addresses saved')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Note on address 3' })).toHaveValue('Data centre');
});

test('a call rejected by the workspace’s list links to it, with the address filled in', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  const allowlist = [{ network: '198.51.100.7/32', note: '' }];
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { allowlist } });
  await request.get('/api/v1/account', { headers: { authorization: `Bearer ${secret}` } });
  await signIn(owner);
  const link = page.getByRole('link', { name: 'Open the workspace’s list' });
  await expect(async () => {
    await page.goto(`/settings/api-keys/${key.id}`);
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass();
  await link.click();
  await expect(page.getByRole('textbox', { name: 'Address 2', exact: true })).toHaveValue('127.0.0.1/32');
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(page.getByText('Allowed addresses saved')).toBeVisible();
});

test('the contact address is set and cleared', async ({ page, signIn }) => {
  const owner = await makeMember();
  const contact = async () =>
    (await db().workspace.findUniqueOrThrow({ where: { id: owner.workspaceId } })).contactEmail;
  await signIn(owner);
  await page.goto(PATH);
  const email = page.getByRole('textbox', { name: 'Email' });
  await email.fill('nobody');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await email.fill('keys@example.test');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect.poll(contact).toBe('keys@example.test');
  await email.fill('');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect.poll(contact).toBeNull();
});

test('a developer sees the settings but cannot change them', async ({ page, signIn }) => {
  await signIn(await makeMember('developer'));
  await page.goto(PATH);
  await expect(page.getByText('Only an owner or admin can change them')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Email' })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Save/ })).toHaveCount(0);
});
