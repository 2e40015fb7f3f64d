import type { Transaction } from '@/lib/db/client';
import { inUtc, mailAdmins } from '@/lib/domain/impersonation/mail-admins';
import { say } from '@/lib/say';

/** Emails the owners and admins that the agent asks to make changes, in the transaction of the request. */
export async function mailActRequest(
  tx: Transaction,
  impersonationId: string,
  reason: string,
): Promise<void> {
  await mailAdmins(tx, impersonationId, (facts, recipient) => ({
    subject: `Support asks to make changes in ${facts.workspace}`,
    text: say`Hello ${recipient},

${facts.agent} of our support team is viewing the workspace ${facts.workspace} as ${facts.subject}, because of
ticket ${facts.ticket}, and asks to make changes:

${reason}

Only an owner or admin can grant or refuse this:

${facts.page}

Until then support can only view. If you grant it, support can make changes until the session ends, at
${inUtc(facts.expiresAt)} unless an owner or admin extends it. You can end it sooner on the same page. Support never
sees the secrets of your keys, and cannot create new ones.
`,
  }));
}
