import { apiKeysPage, PATH } from '@/e2e/api-keys/api-keys-page';
import { keyPage } from '@/e2e/api-keys/key-page';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeAccount, makeEmail, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { waitForHydration } from './hydration';
import { decorate, type Translator, translate } from './translator';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const TRANSLATORS: { name: string; translator: Translator; starts: 'at once' | 'on load' }[] = [
  { name: 'replaces the texts', translator: 'replaces', starts: 'on load' },
  { name: 'moves the texts', translator: 'moves', starts: 'on load' },
  { name: 'is faster than React', translator: 'replaces', starts: 'at once' },
];

for (const { name, ...way } of TRANSLATORS) {
  test.describe(`a translator that ${name}`, () => {
    test.beforeEach(async ({ page, expectStray }) => {
      await page.addInitScript(translate, way);
      // React renders again what was translated before it hydrated. A part of the page that arrives later finds no
      // element to replace, and Next's script for it throws.
      expectStray(/Minified React error #4\d\d/);
      if (way.starts === 'at once') expectStray(/Cannot read properties of null \(reading 'parentNode'\)/);
    });

    test('does not break sign-up and sign-in', async ({ page, expectStray }) => {
      expectStray(/401/);
      const email = makeEmail();
      await page.goto('/signup');
      await waitForHydration(page);
      const signUp = page.getByRole('button', { name: 'Create account' });
      await signUp.click();
      await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
      await page.getByLabel('Name', { exact: true }).fill('Grace');
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Show' }).click();
      await expect(page.getByRole('button', { name: 'Hide' })).toBeVisible();
      await page.getByLabel('Workspace name').fill('Acme');
      await signUp.click();
      await expect(page.getByRole('heading', { name: 'API keys', exact: true })).toBeVisible();

      await db().user.updateMany({ where: { email }, data: { emailVerifiedAt: new Date() } });
      await page.context().clearCookies();
      await page.goto('/login');
      await waitForHydration(page);
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('heading', { name: 'API keys', exact: true })).toBeVisible();
    });

    test('does not break the list of keys, and no secret is lost', async ({ page, signIn }) => {
      const owner = await makeMember();
      await signIn(owner);
      const keys = apiKeysPage(page);
      await page.goto(PATH);
      await waitForHydration(page);
      await keys.createButton.click();
      await keys.submit.click();
      await expect(keys.form.getByRole('textbox', { name: 'Label' })).toHaveAttribute('aria-invalid', 'true');
      await keys.form.getByRole('spinbutton', { name: 'Secret length' }).fill('32');
      await expect(keys.form.getByText('We recommend at least')).toBeVisible();
      await keys.form.getByRole('spinbutton', { name: 'Secret length' }).fill('64');
      await keys.form.getByRole('radio', { name: 'Live' }).check();
      await keys.form.getByRole('radio', { name: 'Sandbox' }).check();
      await keys.fillForm({ label: 'Translated' });
      await keys.submit.click();
      await expect(keys.secret).toHaveValue(/^kd_sandbox_/);
      await keys.done.click();
      await keys.question.getByRole('button', { name: 'Go back' }).click();
      await keys.copyAndClose();
      await expect(keys.row('Translated')).toBeVisible();

      await page.getByRole('searchbox', { name: 'Search keys' }).fill('nothing like it');
      await expect(page.getByText('No key matches')).toBeVisible();
      await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
      await expect(keys.row('Translated')).toBeVisible();
      for (const filter of ['Revoked', 'All', 'Current']) {
        await page.getByRole('link', { name: filter, exact: true }).click();
        await expect(page.getByRole('link', { name: filter, exact: true })).toHaveAttribute(
          'aria-current',
          'true',
        );
      }
      await keys.askToRevoke('Translated');
      await keys.revokeButton.click();
      await expect(page.getByText('“Translated” is revoked')).toBeVisible();
      await expect(page.getByText('0 keys', { exact: true })).toBeVisible();
    });

    test('does not break the dialogs of a key', async ({ page, signIn }) => {
      const owner = await makeMember();
      const { key } = await makeKey(owner, { label: 'Before' });
      await signIn(owner);
      const shown = keyPage(page);
      await shown.open(key.id);
      await waitForHydration(page);
      const button = (title: string) => page.getByRole('button', { name: title, exact: true });
      async function saveSecret(title: string) {
        await expect(page.getByRole('dialog', { name: title })).toBeVisible();
        await button('Copy').click();
        await button('Copied').waitFor();
        await button('Done').click();
        await expect(page.getByRole('dialog')).toBeHidden();
      }

      await shown.change('label');
      await page.getByRole('textbox', { name: 'Label' }).fill('After');
      await shown.save();
      await expect(page.getByRole('heading', { name: 'After', level: 1 })).toBeVisible();
      await shown.change('signatures');
      await page.getByRole('switch').check();
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await saveSecret('Save your signing secret');
      await button('Replace signing secret').click();
      await button('Replace').click();
      await saveSecret('Save your signing secret');
      await button('Rotate key').click();
      await page.getByRole('radio', { name: 'Now' }).check();
      await expect(page.getByText('This key was never used.')).toBeVisible();
      await page.getByRole('radio', { name: 'In 24 hours' }).check();
      await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
      await saveSecret('Save your API key');
      await button('Retire old secret').click();
      await button('Retire').click();
      await expect(page.getByText('The old secret is retired')).toBeVisible();
      await button('Disable').click();
      await button('Disable key').click();
      await button('Enable').click();
      await expect(page.getByText('“After” is enabled')).toBeVisible();
    });

    test('does not break the settings and the support console', async ({ page, signIn }) => {
      const owner = await makeMember();
      await signIn(owner);
      await page.goto('/settings/security');
      await waitForHydration(page);
      await page.getByLabel('Email').fill('team@example.com');
      await page.getByRole('button', { name: 'Save contact' }).click();
      await expect(page.getByText('Contact address saved')).toBeVisible();
      await page.goto('/settings/support-access');
      await waitForHydration(page);
      await page.getByRole('radio', { name: 'Never' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Support access saved')).toBeVisible();
      await page.goto('/settings/audit-log');
      await waitForHydration(page);
      await page.getByRole('combobox').first().selectOption({ index: 2 });
      await expect(page).toHaveURL(/what=/);

      await page.context().clearCookies();
      await signIn(await makeStaff());
      await page.goto('/support');
      await waitForHydration(page);
      await page.getByRole('searchbox').fill('nobody of this name');
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.getByText('No results')).toBeVisible();
      await page.getByRole('searchbox').fill(owner.workspaceId);
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.getByText('1 result')).toBeVisible();
    });
  });
}

test('an extension that adds elements does not break forms', async ({ page, signIn, expectStray }) => {
  expectStray(/401/);
  // Elements that are added before React starts make it render the page again.
  expectStray(/React error #418/);
  await page.addInitScript(decorate);
  const { email } = await makeAccount({ verified: true });
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();

  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('Decorated');
  await keys.copyAndClose();
  await expect(keys.row('Decorated')).toBeVisible();
});

test('a new secret is shown even if the page fails', async ({ page, signIn, expectStray }) => {
  expectStray(/NotFoundError|removeChild/);
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'Survives' });
  // An extension removes a part of the page that React is about to replace.
  await page.getByRole('heading', { name: 'No API keys yet', includeHidden: true }).evaluate((heading) => {
    heading.parentElement?.parentElement?.remove();
  });
  await keys.submit.click();
  await expect(keys.secret).toHaveValue(/^kd_sandbox_/);
  await expect(page.getByText('Something went wrong on our side')).toBeVisible();
  await keys.copyAndClose();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(keys.row('Survives')).toBeVisible();
});

test('a secret is shown even if its dialog fails', async ({ page, signIn, expectStray }) => {
  expectStray(/NotFoundError|removeChild/);
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  const secret = await keys.create('Plain');
  await keys.copy.locator('svg').evaluate((icon) => icon.remove());
  await keys.copy.click();
  await expect(page.getByRole('textbox', { name: 'Your secrets' })).toHaveValue(secret);
  await page.getByRole('button', { name: 'I’ve saved them' }).click();
  await expect(keys.row('Plain')).toBeVisible();
});
