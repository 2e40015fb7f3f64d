import type { Transaction } from '@/lib/db/client';
import type { Actor, KeyManager } from '@/lib/domain/actor';
import { checkWithinCallingKey } from '@/lib/domain/api-keys/calling-key';
import { type DetailsRow, detailsColumns } from '@/lib/domain/api-keys/details';
import { authorizeKeyManager, requireWorkspace } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import type { Verb } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** The refusal of an unknown key. It is the same for a key of another workspace. */
export function refuseUnknownKey() {
  return refuse('NOT_FOUND', say`There is no such key in this workspace.`);
}

export interface OwnKey {
  key: DetailsRow;
  actor: KeyManager;
}

/**
 * Locks a key of the actor's workspace until the transaction ends, if the actor may do the verb. Changes of a key run
 * one after another, and wait for calls that have locked it. If the actor is a key, the other key must not be wider.
 *
 * @param named its id, or its number in the workspace
 *
 * Refuses with NOT_FOUND, FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT.
 */
export async function lockOwnKey(
  tx: Transaction,
  actor: Actor,
  named: string | number,
  verb: Verb,
): Promise<Result<OwnKey>> {
  const inWorkspace = requireWorkspace(actor, verb);
  if (!inWorkspace.ok) return inWorkspace;
  const byNumber = typeof named === 'number';
  const own = { ...(byNumber ? { number: named } : { id: named }), ...inReach(inWorkspace.value) };
  await tx.$queryRaw`
    SELECT 1 FROM api_keys
    WHERE (id = ${byNumber ? null : named} OR number = ${byNumber ? named : null}) AND workspace_id = ${own.workspaceId}
    FOR NO KEY UPDATE`;
  const key = await tx.apiKey.findFirst({ where: own, select: detailsColumns });
  if (!key) return refuseUnknownKey();
  const authorized = authorizeKeyManager(inWorkspace.value, verb, key.environment);
  if (!authorized.ok) return authorized;
  const manager = authorized.value;
  const within = manager.kind === 'apiKey' ? await checkWithinCallingKey(tx, manager, key) : ok(null);
  return within.ok ? ok({ key, actor: manager }) : within;
}
