import type { Locator, Page } from '@playwright/test';
import { apiKeysPage } from '@/e2e/api-keys/api-keys-page';
import { keyPage } from '@/e2e/api-keys/key-page';
import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

/** The positions and sizes of labels and fields, after the opening animation. */
function layoutOf(form: Locator): Promise<unknown> {
  return form.evaluate(async (element) => {
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => 'cancelled')));
    return [...element.querySelectorAll('label')].flatMap((label) => {
      const field = document.getElementById(label.htmlFor);
      if (!field) return [];
      const [a, b] = [label.getBoundingClientRect(), field.getBoundingClientRect()];
      const numbers = [a.left, a.width, a.height, b.left, b.width, b.height, b.top - a.top];
      return [[label.textContent, ...numbers.map(Math.round)]];
    });
  });
}

/** The vertical distance of two fields in one row. An error must not change it. */
async function offset(form: Locator, names: [string, string]): Promise<number> {
  const [first, second] = await Promise.all(names.map((name) => form.getByLabel(name).boundingBox()));
  return Math.round((second?.y ?? 0) - (first?.y ?? 0));
}

async function submitInvalid(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await expect(page.getByRole('dialog').locator('[aria-invalid="true"]').first()).toBeVisible();
}

test('errors do not move the fields of the key form', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.form.getByLabel('Expires').selectOption('On a date');
  const before = await layoutOf(keys.form);
  const beside = await offset(keys.form, ['Expires', 'Last day']);
  await keys.form.getByRole('spinbutton', { name: 'Secret length' }).fill('3');
  await submitInvalid(page, 'Create key');
  expect(await layoutOf(keys.form)).toEqual(before);
  expect(await offset(keys.form, ['Expires', 'Last day'])).toBe(beside);
});

test('errors do not move the fields in the dialogs of a key', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);

  await shown.change('expiry');
  await shown.dialog.getByLabel('Expires').selectOption('On a date');
  let before = await layoutOf(shown.dialog);
  await submitInvalid(page, 'Save');
  expect(await layoutOf(shown.dialog)).toEqual(before);

  await shown.open(key.id);
  await shown.change('limits');
  const limits = shown.dialog.getByRole('textbox');
  before = await layoutOf(shown.dialog);
  await limits.first().fill('nothing');
  await submitInvalid(page, 'Save');
  expect(await layoutOf(shown.dialog)).toEqual(before);
});

for (const path of ['/login', '/signup']) {
  test(`errors do not move the fields of ${path}`, async ({ page }) => {
    await page.goto(path);
    const form = page.locator('form').first();
    const before = await layoutOf(form);
    await form.getByRole('button', { name: /Sign in|Create account/ }).click();
    await expect(form.locator('[aria-invalid="true"]').first()).toBeVisible();
    expect(await layoutOf(form)).toEqual(before);
  });
}
