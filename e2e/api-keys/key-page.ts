import { type APIResponse, expect, type Page } from '@playwright/test';

/** The controls of a key's page, by their accessible names. */
export function keyPage(page: Page) {
  const section = (name: string) => page.getByRole('region', { name });
  return {
    overview: section('Overview'),
    calls: section('Calls'),
    settings: section('Settings'),
    refusals: section('Rejected calls'),
    secrets: section('Secret'),
    status: page.getByRole('main'),
    dialog: page.getByRole('dialog'),

    async open(keyId: string) {
      await page.goto(`/settings/api-keys/${keyId}`);
      await expect(section('Settings')).toBeVisible();
    },

    /** Opens the dialog that changes a setting. */
    async change(setting: string) {
      await page.getByRole('button', { name: `Change ${setting}`, exact: true }).click();
      await expect(page.getByRole('dialog', { name: `Change ${setting}` })).toBeVisible();
    },

    async save() {
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
    },
  };
}

/** The options of an API call with the secret. */
export const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

/** The stable code of a refusal. */
export async function codeOf(answer: APIResponse): Promise<unknown> {
  const body: unknown = await answer.json();
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}
