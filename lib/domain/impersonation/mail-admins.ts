import type { Transaction } from '@/lib/db/client';
import { nameAgent } from '@/lib/domain/agent-name';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';

/** What the emails about a request of support name. */
export interface RequestFacts {
  agent: string;
  /** The name of the member whom the agent views the workspace as. */
  subject: string;
  workspace: string;
  ticket: string;
  startedAt: Date;
  expiresAt: Date;
  /** The address of the page to answer on. */
  page: string;
}

/** A time as “2026-11-27 09:30 UTC”. */
export function inUtc(time: Date): string {
  return `${time.toISOString().replace('T', ' ').slice(0, 16)} UTC`;
}

/**
 * Emails the owners and admins of the workspace about a request of the agent, in the transaction of the request. Those
 * without a confirmed address see the request only in the portal.
 */
export async function mailAdmins(
  tx: Transaction,
  impersonationId: string,
  write: (facts: RequestFacts, recipient: string) => { subject: string; text: string },
): Promise<void> {
  const impersonation = await tx.impersonationSession.findUniqueOrThrow({
    where: { id: impersonationId },
    select: {
      ticket: true,
      workspaceId: true,
      startedAt: true,
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
  const { agent, subject, workspace, workspaceId, ...rest } = impersonation;
  const facts = {
    ...rest,
    agent: nameAgent(agent),
    subject: subject.name,
    workspace: workspace.name,
    page: `${appUrl()}/settings/support-access?workspace=${workspaceId}`,
  };
  for (const { user } of workspace.memberships) {
    await enqueueMail(tx, { to: user.email, ...write(facts, user.name) });
  }
}
