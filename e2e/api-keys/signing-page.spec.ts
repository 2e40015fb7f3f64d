import { expect, test } from '@/e2e/fixtures';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, keyInput, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { BALANCE } from '@/lib/testing/factories/messages';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { runSample } from '@/lib/testing/requests/interpreters';
import { keyPage } from './key-page';

test('the signing page has samples with the id of the key, and checks what is signed', async ({
  page,
  signIn,
  server,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const input = keyInput({ label: 'Signer', requireSignatures: true });
  const { key, secret, signingSecret } = granted(await createApiKey(owner, input, keydesk.keys));
  await giveMoney(owner.workspaceId, BALANCE, 'sandbox');
  await signIn(owner);
  await keyPage(page).open(key.id);
  await page.getByRole('link', { name: 'Samples and checker' }).click();
  await expect(page.getByRole('heading', { name: 'Signing with Signer', level: 1 })).toBeVisible();

  const samples = page.getByRole('region', { name: 'Samples' });
  await expect(samples.getByRole('figure', { name: 'Environment variables' })).toContainText('/api/v1"');
  const sample = await samples.getByRole('figure', { name: 'Signed call in JavaScript' }).textContent();
  expect(sample).toContain(key.id);
  const output = await runSample('javascript', sample ?? '', {
    API_URL: `${server.url}/api/v1`,
    [keydesk.keys.variable]: secret,
    [keydesk.keys.signingVariable]: signingSecret ?? '',
  });
  expect(output).toMatch(/^20\d /);

  const checker = page.getByRole('region', { name: 'Check a signature base' });
  const result = checker.getByRole('list', { name: 'Result of the check' });
  const base = checker.getByRole('textbox', { name: 'Signature base' });
  await checker.getByRole('button', { name: 'Check' }).click();
  await expect(base).toHaveAccessibleDescription('Paste the text that your code signs.');
  await base.fill(`"@method": post\n"@signature-params": ("@method");created=1;keyid="${key.id}"`);
  await checker.getByRole('button', { name: 'Check' }).click();
  await expect(result.getByRole('listitem').first()).toHaveText(
    'Wrong: The method must be in capitals, such as POST.',
  );
  await expectAccessible(page);
  const signature = checker.getByRole('textbox', { name: 'Signature (optional)' });
  await signature.fill('a'.repeat(64));
  await expect(result).toBeHidden();
  await checker.getByRole('button', { name: 'Check' }).click();
  await expect(result).toContainText('made of another text');
  expect(page.url()).not.toContain('signature=');
});

test('the signing page of a key without a signing secret leads to its settings', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/404/);
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const { key: foreign } = await makeKey(await makeMember());
  await signIn(owner);
  await page.goto(`/settings/api-keys/${key.id}/signing`);
  await page.getByRole('link', { name: 'Require signatures' }).click();
  await expect(page).toHaveURL(`/settings/api-keys/${key.id}`);
  expect((await page.goto(`/settings/api-keys/${foreign.id}/signing`))?.status()).toBe(404);
});
