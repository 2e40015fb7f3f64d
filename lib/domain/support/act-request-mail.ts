import type { Transaction } from '@/lib/db/client';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { nameAgent } from '@/lib/domain/support/agent-name';
import { appUrl } from '@/lib/env';

/**
 * Tells the owners and admins of a visit's workspace that its agent asks to act, in the transaction of the asking.
 * Those who have not confirmed their address find the request on the page alone.
 */
export async function mailActRequest(tx: Transaction, visitId: string): Promise<void> {
  const visit = await tx.supportVisit.findUniqueOrThrow({
    where: { id: visitId },
    select: {
      ticket: true,
      workspaceId: true,
      actReason: true,
      expiresAt: true,
      agent: { select: { name: true, team: true } },
      subject: { select: { name: true } },
      workspace: {
        select: {
          name: true,
          memberships: {
            where: {
              role: { in: ['owner', 'admin'] },
              user: { emailVerifiedAt: { not: null }, disabledAt: null },
            },
            select: { user: { select: { name: true, email: true } } },
          },
        },
      },
    },
  });
  const { agent, subject, workspace, workspaceId, ticket, actReason } = visit;
  const end = visit.expiresAt.toISOString().replace('T', ' ').slice(0, 16);
  for (const { user } of workspace.memberships) {
    await enqueueMail(tx, {
      to: user.email,
      subject: `Support asks to make changes in ${workspace.name}`,
      text: `Hello ${user.name},

${nameAgent(agent)} of our support team is viewing the workspace ${workspace.name} as ${subject.name}, because of
ticket ${ticket}, and asks to make changes:

${actReason ?? 'No reason was given.'}

Only an owner or admin can say yes or no, here:

${appUrl()}/settings/support-access?workspace=${workspaceId}

Until then nothing can be changed. A yes holds until the visit ends, at ${end} UTC at the latest, and you can end it
sooner on the same page. Support never sees the secrets of your keys, and cannot make new ones.
`,
    });
  }
}
