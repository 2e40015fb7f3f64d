import type { Page } from '@playwright/test';
import { PASSWORD } from '@/lib/testing/accounts';

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

/** Signs out through the user menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'User menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}
