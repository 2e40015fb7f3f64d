import { expect, type Locator, type Page } from '@playwright/test';

export const PATH = '/settings/api-keys';

/** The controls of the API keys page, by their accessible names. */
export function apiKeysPage(page: Page) {
  const form = page.getByRole('dialog', { name: 'Create API key' });
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  return {
    createButton: page.getByRole('button', { name: 'Create API key' }),
    form,
    submit: form.getByRole('button', { name: 'Create key' }),
    reveal,
    secret: reveal.getByRole('textbox', { name: 'API key' }),
    copy: reveal.getByRole('button', { name: 'Copy' }),
    done: reveal.getByRole('button', { name: 'Done' }),
    question: page.getByRole('alertdialog', { name: 'You haven’t copied the key' }),
    row: (label: string) => page.getByRole('row').filter({ hasText: label }),
    revokeButton: page.getByRole('button', { name: 'Revoke key' }),

    async openForm() {
      await page.goto(PATH);
      await this.createButton.click();
      await expect(form).toBeVisible();
    },

    async fillForm({ label, scopes = ['messages.send'] }: { label: string; scopes?: string[] }) {
      await form.getByRole('textbox', { name: 'Label' }).fill(label);
      for (const scope of scopes) await form.getByRole('checkbox', { name: scope, exact: true }).check();
    },

    /** Creates a sandbox key and returns its secret; the dialog that shows it stays open. */
    async create(label: string): Promise<string> {
      await this.openForm();
      await this.fillForm({ label });
      await this.submit.click();
      await expect(reveal).toBeVisible();
      return this.secret.inputValue();
    },

    async copyAndClose() {
      await this.copy.click();
      await expect(reveal.getByRole('button', { name: 'Copied' })).toBeVisible();
      await this.done.click();
      await expect(reveal).toBeHidden();
    },

    /** Opens the dialog that revokes the key with this label. */
    async askToRevoke(label: string): Promise<Locator> {
      await page.getByRole('button', { name: `Actions for ${label}` }).click();
      await page.getByRole('menuitem', { name: 'Revoke' }).click();
      const dialog = page.getByRole('dialog', { name: label });
      await expect(dialog).toBeVisible();
      return dialog;
    },
  };
}
