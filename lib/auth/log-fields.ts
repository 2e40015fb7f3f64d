import type { UserActor, WorkspaceActor } from '@/lib/domain/actor';

/** The fields of a log line that identify an impersonation session: the agent, the member and the session. */
export function impersonationFields(actor: WorkspaceActor | UserActor): object {
  if (actor.kind !== 'impersonated') return {};
  const { agentId, impersonationId, userId: memberId } = actor;
  return { agentId, memberId, impersonationId };
}
