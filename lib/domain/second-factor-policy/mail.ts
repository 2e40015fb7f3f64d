import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { type SecondFactorPolicy, secondFactorDue } from '@/lib/domain/factors/due';
import { factorColumns, factorsOf } from '@/lib/domain/factors/factors';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

/** Until when it must be set up, in the middle of a sentence. */
function whenDue(due: Date): string {
  return due > now() ? `before ${due.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'now';
}

/**
 * Emails the members of a workspace who have no second factor that they need one, and until when. Addresses that are not
 * confirmed get no mail, because they may belong to somebody else.
 */
export async function mailRequiredFactor(
  tx: Transaction,
  workspaceId: string,
  policy: SecondFactorPolicy,
): Promise<void> {
  const { name, memberships } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: {
      name: true,
      memberships: {
        where: { user: { disabledAt: null, emailVerifiedAt: { not: null } } },
        select: { createdAt: true, user: { select: { email: true, ...factorColumns } } },
      },
    },
  });
  for (const { createdAt, user } of memberships) {
    const due = secondFactorDue(policy, createdAt, factorsOf(user));
    if (!due) continue;
    await enqueueMail(tx, {
      to: user.email,
      subject: 'Set up two-step verification',
      text: say`Hello,

an owner of the workspace “${name}” requires two-step verification from every member. Set up an authenticator app or a
passkey for your Keydesk account ${whenDue(due)}:

${appUrl()}/settings/security?workspace=${workspaceId}

${due > now() ? 'After that, you' : 'You'} reach the workspace only when you have set it up. Its API keys keep working.
`,
    });
  }
}
