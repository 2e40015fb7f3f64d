import type { MailDraft } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

/**
 * The mail with the link of an invitation. It goes to an address that may belong to anyone, so nothing that a user has typed
 * is in it but the inviter's confirmed address.
 */
export function invitationMail(to: string, inviter: string, token: string): MailDraft {
  return {
    to,
    subject: say`You are invited to Keydesk`,
    text: say`Hello,

${inviter} invites you to join their workspace:

${appUrl()}/invitation?token=${token}

Sign in with this address, or create an account with it, to accept. The link works once and for 7 days.
If you do not know the sender, ignore this mail.
`,
  };
}
