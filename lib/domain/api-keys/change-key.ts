import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { type ApiKeyDetails, detailsColumns, toDetails } from '@/lib/domain/api-keys/details';
import { lockOwnKey, type OwnKey } from '@/lib/domain/api-keys/own-key';
import { type AuditAction, recordAudit } from '@/lib/domain/audit/record';
import type { Verb } from '@/lib/domain/permissions';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface KeyChange {
  action: AuditAction;
  data?: Prisma.ApiKeyUpdateInput;
  /** What changed, for the audit log. Never a secret. */
  detail?: Prisma.InputJsonObject;
}

/**
 * Changes a key of the actor's workspace and audits it, in one transaction. `decide` gets the locked key and returns
 * the change, or null if there is nothing to change.
 *
 * Refuses with NOT_FOUND, with FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT as the permission table says, with CONFLICT if
 * the key is revoked, or as `decide` does.
 */
export function changeKey(
  actor: Actor,
  verb: Verb,
  keyId: string,
  decide: (own: OwnKey & { tx: Transaction }) => Result<KeyChange | null> | Promise<Result<KeyChange | null>>,
): Promise<Result<ApiKeyDetails>> {
  return transact(actor, async (tx) => {
    const own = await lockOwnKey(tx, actor, keyId, verb);
    if (!own.ok) return own;
    if (own.value.key.revokedAt) return refuse('CONFLICT', say`This key is revoked, and nothing changes it.`);
    const decided = await decide({ ...own.value, tx });
    if (!decided.ok) return decided;
    if (!decided.value) return ok(toDetails(own.value.key));
    const { data = {}, action, detail } = decided.value;
    const where = { id: keyId, workspaceId: own.value.actor.workspaceId };
    const changed = await tx.apiKey.update({ where, data, select: detailsColumns });
    await recordAudit(tx, actor, { action, targetId: keyId, detail });
    return ok(toDetails(changed));
  });
}
