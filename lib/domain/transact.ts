import { db, type Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { lockOpenImpersonation } from '@/lib/domain/impersonation/lock-open';
import { lockCallingKey } from '@/lib/domain/key-calls/lock-calling-key';
import { lockLiveSession } from '@/lib/domain/sessions/lock-live';
import { ok, type Refusal, type Result } from '@/lib/errors';

class Rollback extends Error {
  override name = 'Rollback';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Checks what the actor acts with, a session or an API key, and locks it until the transaction ends. */
async function lockSession(tx: Transaction, actor: Actor): Promise<Result<null>> {
  switch (actor.kind) {
    case 'member':
    case 'user':
    case 'staff':
      return lockLiveSession(tx, actor);
    case 'impersonated':
      return lockOpenImpersonation(tx, actor);
    case 'apiKey':
      return lockCallingKey(tx, actor);
    case 'system':
      return ok(null);
  }
}

/**
 * Runs a verb's work in one transaction, and rolls it back if the work refuses. The actor's session or key cannot end
 * before the transaction does. Refuses with UNAUTHENTICATED or INVALID_API_KEY if it has ended, with VIEW_ONLY if support
 * may no longer make changes, with FORBIDDEN if the key has lost the scope, or as the work does.
 */
export async function transact<T>(
  actor: Actor,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await db().$transaction(async (tx) => {
      const live = await lockSession(tx, actor);
      if (!live.ok) throw new Rollback(live.refusal);
      const result = await work(tx);
      if (!result.ok) throw new Rollback(result.refusal);
      return result;
    });
  } catch (error) {
    if (error instanceof Rollback) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
