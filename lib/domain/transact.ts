import { db, type Transaction } from '@/lib/db/client';
import type { Refusal, Result } from '@/lib/errors';

class Rollback extends Error {
  override name = 'Rollback';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Runs a verb's work in one transaction; a refusal leaves nothing of it behind. */
export async function transact<T>(work: (tx: Transaction) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await db().$transaction(async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Rollback(result.refusal);
      return result;
    });
  } catch (error) {
    if (error instanceof Rollback) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
