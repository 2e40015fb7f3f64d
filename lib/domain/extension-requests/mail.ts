import type { Transaction } from '@/lib/db/client';
import { EXTENSION_MINUTES, extendedEnd } from '@/lib/domain/impersonation/duration';
import { inUtc, mailAdmins } from '@/lib/domain/impersonation/mail-admins';
import { say } from '@/lib/say';

/** Emails the owners and admins that the agent asks to extend the session, in the transaction of the request. */
export async function mailExtensionRequest(
  tx: Transaction,
  impersonationId: string,
  reason: string,
): Promise<void> {
  await mailAdmins(tx, impersonationId, (facts, recipient) => ({
    subject: `Support asks for more time in ${facts.workspace}`,
    text: say`Hello ${recipient},

${facts.agent} of our support team is viewing the workspace ${facts.workspace} as ${facts.subject}, because of
ticket ${facts.ticket}, and asks for ${EXTENSION_MINUTES} more minutes:

${reason}

Only an owner or admin can grant or refuse this, before the session ends at ${inUtc(facts.expiresAt)}:

${facts.page}

If you grant it, the session ends at ${inUtc(extendedEnd(facts) ?? facts.expiresAt)}. Until then support can do what it
can do now. You can end the session sooner on the same page. Support never sees the secrets of your keys, and cannot
create new ones.
`,
  }));
}
