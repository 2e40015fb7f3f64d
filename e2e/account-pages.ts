import type { Page } from '@playwright/test';

/** Fills in and submits the sign-up form. */
export async function signUp(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/signup');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Workspace name').fill('Engines');
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Signs out from a page of the portal. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'User menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}
