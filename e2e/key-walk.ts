import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { randomBase62 } from '@/lib/base62';
import { charges } from '@/lib/profiles/charging';
import type { Profile } from '@/lib/profiles/profile';
import { credentialOf } from '@/lib/testing/requests/wire-request';
import { signUp } from './account-pages';

/** A call that needs no input, and the scope of a key that may make it: any scope if the call needs none. */
function plainCall({ base, routes, keys }: Profile): { path: string; scope: string } {
  const plain = routes.filter(
    ({ method, params, operation }) => method === 'GET' && !params && !charges(operation),
  );
  const route = plain.find(({ scope }) => scope === null) ?? plain[0];
  const scope = route?.scope ?? keys.scopes[0]?.name;
  if (!route || scope === undefined) throw new Error('Every call of the profile needs input.');
  return { path: base + route.path, scope };
}

/**
 * Signs up, creates a sandbox key, sees its secret once, calls the API with it, sees its last use and revokes it. Finds
 * controls by test ids, because each provider has other words: CONTRIBUTING lists them. The page needs permission to use
 * the clipboard.
 */
export async function walkThroughKey(
  page: Page,
  request: APIRequestContext,
  profile: Profile,
  email: string,
): Promise<void> {
  await signUp(page, { email, password: randomBase62(24) });
  await page.getByTestId('create-key').click();
  const dialog = page.getByTestId('create-key-dialog');
  await dialog.getByTestId('label').fill('Walk');
  await expect(dialog.getByTestId('environment-live')).toBeDisabled();
  await dialog.getByTestId('environment-sandbox').check();
  const { path, scope } = plainCall(profile);
  await dialog.getByTestId(`scope-${scope}`).check();
  await dialog.getByTestId('submit').click();

  const secret = await page.getByTestId('secret').inputValue();
  expect(secret.startsWith(profile.keys.environments.sandbox.prefix)).toBe(true);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByTestId('done').click();
  await expect(page.getByTestId('secret')).toBeHidden();
  await page.reload();
  expect(await page.content()).not.toContain(secret);

  const row = page.getByRole('row').filter({ hasText: 'Walk' });
  await expect(row).toContainText('Never used');
  const { headers } = credentialOf(profile, secret);
  const call = () => request.get(path, { headers: Object.fromEntries(headers) });
  expect((await call()).status()).toBe(200);
  await expect(row).toContainText('Just now');

  await page.getByRole('button', { name: 'Actions for Walk' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke / })
    .click();
  await expect(page.getByText('“Walk” is revoked')).toBeVisible();
  expect((await call()).status()).toBe(401);
}
