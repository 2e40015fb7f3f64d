import { expect, type Page } from '@playwright/test';
import { PASSWORD } from '@/lib/testing/factories/accounts';

/** Fills in and submits the sign-up form. */
export async function signUp(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/signup');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Workspace name').fill('Engines');
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Fills in and submits the sign-in form that the page shows. */
export async function giveCredentials(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens, fills in and submits the sign-in form. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/login');
  await giveCredentials(page, email, password);
}

/** Expects the page that a member sees after signing in. */
export async function expectSignedIn(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
  // React reports an error if a page is left while it still arrives.
  await page.waitForLoadState();
}

/** Expects that the browser has no session. */
export async function expectSignedOut(page: Page): Promise<void> {
  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(/\/login$/);
}

/** Opens the link to a path in the text of an email. */
export async function openMailedLink(page: Page, mail: string, path: string): Promise<void> {
  const link = new RegExp(`https?://\\S+/${path}\\?token=\\w+`).exec(mail)?.[0] ?? '';
  await page.goto(new URL(link).pathname + new URL(link).search);
}

/** Signs out through the user menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'User menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
}
