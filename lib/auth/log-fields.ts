import type { WorkspaceActor } from '@/lib/domain/actor';

/** What a log line says of who does it: on a visit, both the agent and the member they stand in for. */
export function visitFields(actor: WorkspaceActor): object {
  if (actor.kind === 'member') return {};
  const { agentId, visitId, userId: memberId } = actor;
  return { agentId, memberId, visitId };
}
