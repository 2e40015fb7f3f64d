import { expect, type Page } from '@playwright/test';

export const PATH = '/settings/webhooks';

/** The controls of the pages of webhooks, by their accessible names. */
export function webhooksPage(page: Page) {
  const form = page.getByRole('dialog', { name: 'Add endpoint' });
  const reveal = page.getByRole('dialog', { name: 'Save your signing secret' });
  return {
    addButton: page.getByRole('button', { name: 'Add endpoint' }),
    form,
    submit: form.getByRole('button', { name: 'Create endpoint' }),
    reveal,
    secret: reveal.getByTestId('signing-secret'),
    deliveries: page.getByRole('region', { name: 'Deliveries' }),
    button: (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }),

    /** Copies the secret that is shown, closes its dialog, and returns the secret. */
    async saveSecret(): Promise<string> {
      const secret = await this.secret.inputValue();
      await reveal.getByRole('button', { name: 'Copy', exact: true }).click();
      await expect(reveal.getByRole('button', { name: 'Copied' })).toBeVisible();
      await reveal.getByTestId('done').click();
      await expect(reveal).toBeHidden();
      return secret;
    },
  };
}
