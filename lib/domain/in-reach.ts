import type { KeyManager } from '@/lib/domain/actor';

/** The condition on what the actor can find: what its workspace has and, for a key, only in the key's environment. */
export function inReach(actor: KeyManager) {
  const { workspaceId } = actor;
  return actor.kind === 'apiKey' ? { workspaceId, environment: actor.environment } : { workspaceId };
}
