import type { Transaction } from '@/lib/db/client';
import { nameAgent } from '@/lib/domain/agent-name';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

/**
 * Emails the owners and admins of the workspace that the agent asks to make changes, in the transaction of the request.
 * Those without a confirmed address see the request only in the portal.
 */
export async function mailActRequest(tx: Transaction, impersonationId: string): Promise<void> {
  const impersonation = await tx.impersonationSession.findUniqueOrThrow({
    where: { id: impersonationId },
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
  const { agent, subject, workspace, workspaceId, ticket, actReason } = impersonation;
  const end = impersonation.expiresAt.toISOString().replace('T', ' ').slice(0, 16);
  for (const { user } of workspace.memberships) {
    await enqueueMail(tx, {
      to: user.email,
      subject: `Support asks to make changes in ${workspace.name}`,
      text: say`Hello ${user.name},

${nameAgent(agent)} of our support team is viewing the workspace ${workspace.name} as ${subject.name}, because of
ticket ${ticket}, and asks to make changes:

${actReason ?? 'No reason was given.'}

Only an owner or admin can grant or refuse this:

${appUrl()}/settings/support-access?workspace=${workspaceId}

Until then support can only view. If you grant it, support can make changes until the session ends, at ${end} UTC at
the latest. You can end it sooner on the same page. Support never sees the secrets of your keys, and cannot create new
ones.
`,
    });
  }
}
