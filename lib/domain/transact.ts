import { db, type Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { lockOpenImpersonation } from '@/lib/domain/impersonation/lock-open';
import { lockLiveSession } from '@/lib/domain/sessions/lock-live';
import { ok, type Refusal, type Result } from '@/lib/errors';

class Rollback extends Error {
  override name = 'Rollback';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Checks the actor's session and locks it until the transaction ends. API keys and the system have none. */
async function lockSession(tx: Transaction, actor: Actor): Promise<Result<null>> {
  switch (actor.kind) {
    case 'member':
    case 'staff':
      return lockLiveSession(tx, actor);
    case 'impersonated':
      return lockOpenImpersonation(tx, actor);
    default:
      return ok(null);
  }
}

/**
 * Runs a verb's work in one transaction, and rolls it back if the work refuses. The actor's session cannot end before the
 * transaction does. Refuses with UNAUTHENTICATED if it has ended, with VIEW_ONLY if support may no longer make changes,
 * or as the work does.
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
