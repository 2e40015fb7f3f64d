import type { Transaction } from '@/lib/db/client';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { authorizeManager } from '@/lib/domain/api-keys/authorize';
import { type DetailsRow, detailsColumns } from '@/lib/domain/api-keys/details';
import { ok, type Result, refuse } from '@/lib/errors';

/** No such key, or another workspace's: nobody learns which. */
export function refuseUnknownKey() {
  return refuse('NOT_FOUND', 'There is no such key in this workspace.');
}

export interface OwnKey {
  key: DetailsRow;
  member: MemberActor;
}

/**
 * A key of the actor's workspace that the actor may change, locked until the transaction ends: changes follow one
 * another, and wait for the calls that hold the key.
 *
 * Refuses with NOT_FOUND or FORBIDDEN.
 */
export async function lockOwnKey(
  tx: Transaction,
  actor: Actor,
  keyId: string,
  doing: 'change' | 'revoke',
): Promise<Result<OwnKey>> {
  if (actor.kind !== 'member') {
    return refuse('FORBIDDEN', `Only a member of the workspace may ${doing} a key.`);
  }
  const own = { id: keyId, workspaceId: actor.workspaceId };
  await tx.$queryRaw`
    SELECT 1 FROM api_keys WHERE id = ${own.id} AND workspace_id = ${own.workspaceId} FOR NO KEY UPDATE`;
  const key = await tx.apiKey.findFirst({ where: own, select: detailsColumns });
  if (!key) return refuseUnknownKey();
  const authorized = authorizeManager(actor, key.environment, doing);
  return authorized.ok ? ok({ key, member: authorized.value }) : authorized;
}
