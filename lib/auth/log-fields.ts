import type { WorkspaceActor } from '@/lib/domain/actor';

/** The fields of a log line that identify an impersonation session: the agent, the member and the session. */
export function impersonationFields(actor: WorkspaceActor): object {
  if (actor.kind === 'member') return {};
  const { agentId, impersonationId, userId: memberId } = actor;
  return { agentId, memberId, impersonationId };
}
