import type { Transaction } from '@/lib/db/client';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

const NEWS = {
  'turned on': 'From now on, signing in takes a code of your authenticator app.',
  'turned off': 'From now on, your password alone signs you in.',
  'given new recovery codes': 'The old recovery codes are worth nothing any more.',
  'given a new passkey': 'The passkey signs in to your account. You see your passkeys on the page Account.',
  'left without a passkey': 'The passkey that was removed does not sign in any more.',
  'left without an app': 'Your passkeys and recovery codes still work.',
};

/**
 * Emails a user about a change of their second factor, in case somebody else made it. Members without a confirmed
 * address get no mail, because the mailbox may belong to somebody else.
 */
export async function mailSecondFactorNotice(
  tx: Transaction,
  userId: string,
  what: keyof typeof NEWS,
): Promise<void> {
  const { email, kind, emailVerifiedAt } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, kind: true, emailVerifiedAt: true },
  });
  if (kind === 'member' && !emailVerifiedAt) return;
  await enqueueMail(tx, {
    to: email,
    subject: `Two-step verification was ${what}`,
    text: say`Hello,

two-step verification of your Keydesk account was ${what}. ${NEWS[what]}

If it was not you, choose a new password at once, which ends every session of yours:

${appUrl()}/forgot-password
`,
  });
}
