import type { Transaction } from '@/lib/db/client';
import type { Actor, ApiKeyActor } from '@/lib/domain/actor';
import { type DetailsRow, detailsColumns } from '@/lib/domain/api-keys/details';
import { excessOf, restrictionsOf } from '@/lib/domain/api-keys/excess';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/**
 * The key that manages others, as it is now. `transact` has locked it. Refuses with FORBIDDEN if the call carries the old
 * secret of a rotated key: it may have leaked, and could otherwise replace the new one.
 */
export async function readCallingKey(
  tx: Transaction,
  { keyId, secretId, workspaceId }: ApiKeyActor,
): Promise<Result<DetailsRow>> {
  const key = await tx.apiKey.findFirstOrThrow({ where: { id: keyId, workspaceId }, select: detailsColumns });
  const current = key.secrets.find((secret) => !secret.replacedAt);
  if (current?.id === secretId) return ok(key);
  return refuse(
    'FORBIDDEN',
    say`This is the old secret of a rotated key. Manage keys and webhooks with the new one.`,
  );
}

/** Refuses with FORBIDDEN if the actor is a key that calls with its old secret, as `readCallingKey` does. */
export async function requireCurrentSecret(tx: Transaction, actor: Actor): Promise<Result<null>> {
  if (actor.kind !== 'apiKey') return ok(null);
  const calling = await readCallingKey(tx, actor);
  return calling.ok ? ok(null) : calling;
}

/** Refuses with FORBIDDEN if a key may do more than the calling key in any way. */
export async function checkWithinCallingKey(
  tx: Transaction,
  actor: ApiKeyActor,
  key: DetailsRow,
): Promise<Result<null>> {
  const calling = await readCallingKey(tx, actor);
  if (!calling.ok) return calling;
  const fields = Object.keys(excessOf(restrictionsOf(calling.value), restrictionsOf(key)));
  if (fields.length === 0) return ok(null);
  const wider = fields.map((field) => `\`${field}\``).join(', ');
  return refuse(
    'FORBIDDEN',
    say`A key can change only keys that may do no more than itself. This one may do more: ${wider}.`,
  );
}
