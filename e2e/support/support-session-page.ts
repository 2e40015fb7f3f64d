import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';

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
    timeButton: bar.getByRole('button', { name: /^(Ask for more time|Time requested|Ask for time again)$/ }),

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
      await this.sendRequest(reason);
    },

    async requestTime(reason: string) {
      await this.timeButton.click();
      await this.sendRequest(reason);
    },

    async sendRequest(reason: string) {
      await dialog.getByLabel('Reason').fill(reason);
      await dialog.getByRole('button', { name: 'Send request' }).click();
      await expect(dialog).toBeHidden();
    },
  };
}

/** The agent's latest support session in the database. */
export const impersonationOf = (agent: StaffActor) =>
  db().impersonationSession.findFirstOrThrow({
    where: { agentId: agent.userId },
    orderBy: { startedAt: 'desc' },
    include: { requests: { orderBy: { id: 'asc' } } },
  });

/** Expects the agent to be back on the customer's page in the console, with the reason why the session ended. */
export async function expectBack(page: Page, owner: MemberActor, reason: string) {
  await expect(page).toHaveURL(new RegExp(`/support/workspaces/${owner.workspaceId}\\?session=imp_\\w+$`));
  const notice = page.getByText('Your support session as Test owner has ended').locator('..');
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(reason);
  await expect(page.getByRole('button', { name: 'View as customer' })).toBeEnabled();
}

/** A page of another browser, in which a member is signed in. */
export async function customerPage(
  member: MemberActor,
  browser: Browser,
  signIn: (person: MemberActor, context: BrowserContext) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext();
  await signIn(member, context);
  return context.newPage();
}
