import { expect, type Page } from '@playwright/test';

/** What an agent on a visit sees and presses, by the names that screen readers speak. */
export function visitPage(page: Page) {
  const bar = page.getByRole('region', { name: 'Support visit', exact: true });
  const dialog = page.getByRole('dialog');
  return {
    bar,
    timer: bar.getByRole('timer'),
    exitButton: bar.getByRole('button', { name: 'Exit' }),
    requestButton: bar.getByRole('button', { name: /^(Request to act|Asked to act|Request again)$/ }),

    /** Fills in what the console asks before it lets an agent in; `stepIn` sends it. */
    async ask(workspaceId: string, reason = 'Their calls are refused') {
      await page.goto(`/support/workspaces/${workspaceId}`);
      await page.getByRole('button', { name: 'View as customer' }).click();
      await dialog.getByLabel('Reason').fill(reason);
      await dialog.getByLabel('Ticket').fill('T-4711');
      await dialog.getByRole('radio', { name: '15 minutes' }).check();
    },

    send: () => dialog.getByRole('button', { name: 'Step in' }).click(),

    async stepIn(workspaceId: string) {
      await this.ask(workspaceId);
      await this.send();
      await expect(page).toHaveURL(/\/settings\/api-keys$/);
      await expect(bar).toBeVisible();
    },

    async requestToAct(reason: string) {
      await this.requestButton.click();
      await dialog.getByLabel('What for').fill(reason);
      await dialog.getByRole('button', { name: 'Send request' }).click();
      await expect(dialog).toBeHidden();
    },
  };
}
