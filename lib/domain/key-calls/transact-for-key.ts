import { type PreparedTransaction, transactPrepared } from '@/lib/db/prepared';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { findResponse, refuseRunning, storeResponse } from '@/lib/domain/idempotency/stored-response';
import { lockKeyAndRequest, type UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import type { SignedNonce } from '@/lib/domain/key-calls/take-nonce';
import { inWorkspaceQueue } from '@/lib/domain/key-calls/workspace-queue';
import type { PricedDestinations } from '@/lib/domain/prices/select-prices';
import { lockLiveSessionPrepared } from '@/lib/domain/sessions/lock-live';
import { ok, type Result } from '@/lib/errors';

/** What a key does in one transaction. */
export interface KeyWork<T> {
  /** Left out: the work may be done more than once. */
  request: IdempotentRequest<T> | undefined;
  /** Of a signed call whose nonce nobody has taken. It is used if the work succeeds. */
  nonce?: SignedNonce | undefined;
  /** Left out: the work costs nothing. */
  prices?: PricedDestinations | undefined;
  /** The member who uses the key, with a session that must not end before the transaction does. */
  member?: MemberActor | undefined;
  work: (tx: PreparedTransaction, key: UsableKey) => Promise<Result<T>>;
}

/**
 * Runs a verb's work in one transaction that has locked the key, and stores its response in the same one: after a crash at
 * any point, either both are there or neither. A repeated request gets the stored response, and the work is not done
 * again. A refusal leaves nothing behind, so it is not stored: the same request may be tried again.
 *
 * Refuses with UNAUTHENTICATED if the session of the member has ended, NONCE_REUSED if the signed call was sent before,
 * IDEMPOTENCY_CONFLICT while the same request runs elsewhere, IDEMPOTENCY_KEY_REUSED when its key was used for another
 * body, as `lockKeyForUse` does, or as the work does.
 */
export function transactForKey<T>(
  apiKey: ApiKeyActor,
  { request, nonce, prices, member, work }: KeyWork<T>,
): Promise<OperationResult<T>> {
  const run = async (tx: PreparedTransaction): Promise<OperationResult<T>> => {
    const live = member ? await lockLiveSessionPrepared(tx, member) : ok(null);
    if (!live.ok) return live;
    // The search comes after the lock, so it sees everything that was stored before.
    const [locked, found] = await Promise.all([
      lockKeyAndRequest(tx, apiKey, prices, { request, nonce }),
      request ? findResponse(tx, request) : ok(null),
    ]);
    if (locked.isRunning) return refuseRunning();
    if (!found.ok) return found;
    if (found.value) return { ok: true, stored: found.value };
    if (!locked.key.ok) return locked.key;
    const done = await work(tx, locked.key.value);
    if (done.ok && request) storeResponse(tx, request, request.toResponse(done.value));
    return done;
  };
  return inWorkspaceQueue(apiKey.workspaceId, () => transactPrepared(run));
}
