import type { Transaction } from '@/lib/db/client';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

const NEWS = {
  password: {
    subject: 'Your password was changed',
    text: () => say`the password of your Keydesk account was changed, and your other sessions have ended.`,
  },
  'email asked': {
    subject: 'Somebody asked to change your email address',
    text: () => say`somebody who knows your password asked to change the email address of your Keydesk account. It changes
when the new address is confirmed.`,
  },
  'email changed': {
    subject: 'Your email address was changed',
    text: () =>
      say`the email address of your Keydesk account was changed. From now on, you sign in with the new one.`,
    // The old address resets nothing any more.
    advice: 'If it was not you, contact our support at once.',
  },
  deleted: {
    subject: 'Your account was deleted',
    text: () => say`your Keydesk account was deleted, and your name, address and sessions are removed. You can sign up again
with this address at any time.`,
    advice: 'If it was not you, contact our support at once.',
  },
};

const NEW_PASSWORD = 'If it was not you, choose a new password at once, which ends every session of yours:';

/**
 * Emails a member about a change of their account, in case somebody else made it. An address that is not confirmed gets no
 * mail, because the mailbox may belong to somebody else.
 */
export async function mailAccountNotice(
  tx: Transaction,
  userId: string,
  what: keyof typeof NEWS,
): Promise<void> {
  const { email, emailVerifiedAt } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, emailVerifiedAt: true },
  });
  if (!emailVerifiedAt) return;
  const { subject, text, ...news } = NEWS[what];
  const advice = 'advice' in news ? news.advice : `${NEW_PASSWORD}\n\n${appUrl()}/forgot-password`;
  await enqueueMail(tx, {
    to: email,
    subject,
    text: say`Hello,

${text()}

${advice}
`,
  });
}
