import type { MailDraft } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

const day = (date: Date) => date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

interface Closed {
  name: string;
  /** The name of the owner who closed it. */
  by: string;
  deletesAt: Date;
}

/** Tells a member that an owner has closed the workspace. */
export function closedMail(to: string, { name, by, deletesAt }: Closed): MailDraft {
  return {
    to,
    subject: `The workspace ${name} was closed`,
    text: say`Hello,

${by} closed the workspace ${name} on Keydesk. Its API keys stopped at once, messages that still waited were canceled and
refunded, and nobody can open it any more.

Its data is deleted on ${day(deletesAt)}. Until then, an owner can reopen it:

${appUrl()}/workspaces
`,
  };
}

/** Tells a member that an owner has reopened the workspace. */
export function reopenedMail(to: string, { name, by }: Omit<Closed, 'deletesAt'>): MailDraft {
  return {
    to,
    subject: `The workspace ${name} was reopened`,
    text: say`Hello,

${by} reopened the workspace ${name} on Keydesk. Its data stays, and its API keys work again. Canceled messages stay canceled.

${appUrl()}/workspaces
`,
  };
}
