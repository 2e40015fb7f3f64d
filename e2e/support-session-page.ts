import { expect, type Page } from '@playwright/test';

/** The controls of a support session, by their accessible names. */
export function supportSessionPage(page: Page) {
  const bar = page.getByRole('region', { name: 'Support session', exact: true });
  const dialog = page.getByRole('dialog');
  return {
    bar,
    timer: bar.getByRole('timer'),
    exitButton: bar.getByRole('button', { name: 'Exit' }),
    requestButton: bar.getByRole('button', {
      name: /^(Ask to make changes|Waiting for approval|Ask again)$/,
    }),

    /** Opens and fills in the dialog that starts a session; `send` submits it. */
    async fillIn(workspaceId: string, reason = 'Their calls are refused') {
      await page.goto(`/support/workspaces/${workspaceId}`);
      await page.getByRole('button', { name: 'View as customer' }).click();
      await dialog.getByLabel('Reason').fill(reason);
      await dialog.getByLabel('Ticket').fill('T-4711');
      await dialog.getByRole('radio', { name: '15 minutes' }).check();
    },

    send: () => dialog.getByRole('button', { name: 'Start session' }).click(),

    async start(workspaceId: string) {
      await this.fillIn(workspaceId);
      await this.send();
      await expect(page).toHaveURL(/\/settings\/api-keys$/);
      await expect(bar).toBeVisible();
    },

    async requestToAct(reason: string) {
      await this.requestButton.click();
      await dialog.getByLabel('Reason').fill(reason);
      await dialog.getByRole('button', { name: 'Send request' }).click();
      await expect(dialog).toBeHidden();
    },
  };
}
