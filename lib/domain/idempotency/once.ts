import { DAY, now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/** How long an answer is kept. */
const KEPT_MS = DAY;

/** A request that is to take effect once, however often it is sent. */
export interface OnceOnly {
  workspaceId: string;
  environment: Environment;
  operation: string;
  /** What the caller named the request, unique within workspace, environment and operation. */
  key: string;
  /** SHA-256 of its body. */
  requestHash: Uint8Array<ArrayBuffer>;
}

/** An answer as it was sent. */
export interface KeptAnswer {
  status: number;
  body: string;
}

/** What a verb needs to take effect once, with the answer that its result will be given. */
export interface Once<T> extends OnceOnly {
  answer(result: Result<T>): KeptAnswer;
}

function refuseRunning() {
  return refuse(
    'IDEMPOTENCY_CONFLICT',
    'A request with this Idempotency-Key is still running. Try again in a moment.',
    { retryAfterSeconds: 1 },
  );
}

/**
 * The answer that was kept for a request; null when it is new.
 * Refuses with IDEMPOTENCY_KEY_REUSED when its key was used for another body.
 */
export async function findAnswer(request: OnceOnly): Promise<Result<KeptAnswer | null>> {
  const { workspaceId, environment, operation, key } = request;
  const record = await db().idempotencyRecord.findUnique({
    where: { workspaceId_environment_operation_key: { workspaceId, environment, operation, key } },
    select: { requestHash: true, status: true, body: true, expiresAt: true },
  });
  if (!record || record.expiresAt <= now()) return ok(null);
  if (Buffer.compare(record.requestHash, request.requestHash) !== 0) {
    return refuse(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used for another request. Use a new key for each request.',
    );
  }
  return ok({ status: record.status, body: record.body });
}

/** Whether nobody else is about to answer the request. The lock ends with the transaction, however that ends. */
async function claim(tx: Transaction, { workspaceId, environment, operation, key }: OnceOnly) {
  const name = [workspaceId, environment, operation, key].join(' ');
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS taken`;
  return lock?.taken === true;
}

/** Keeps an answer; false when another was kept meanwhile. */
async function keep(tx: Transaction, request: OnceOnly, { status, body }: KeptAnswer): Promise<boolean> {
  const at = now();
  const kept = await tx.$executeRaw`
    INSERT INTO idempotency_records
      (workspace_id, environment, operation, key, request_hash, status, body, expires_at)
    VALUES (${request.workspaceId}, ${request.environment}::"Environment", ${request.operation}, ${request.key},
      ${request.requestHash}, ${status}, ${body}, ${new Date(at.getTime() + KEPT_MS)})
    ON CONFLICT (workspace_id, environment, operation, key) DO UPDATE SET
      request_hash = excluded.request_hash, status = excluded.status, body = excluded.body,
      expires_at = excluded.expires_at
    WHERE idempotency_records.expires_at <= ${at}`;
  return kept > 0;
}

/**
 * Runs a verb's work in one transaction, as `transact` does, and keeps its answer in the same one: after a crash at
 * any point, either both are there or neither. A refusal left nothing behind, so it is not kept: the same request may
 * be tried again. Without `once`, the work is simply done.
 *
 * Refuses with IDEMPOTENCY_CONFLICT while the same request runs elsewhere.
 */
export async function transactOnce<T>(
  once: Once<T> | undefined,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!once) return transact(work);
  return transact(async (tx) => {
    if (!(await claim(tx, once))) return refuseRunning();
    const done = await work(tx);
    if (!done.ok) return done;
    return (await keep(tx, once, once.answer(done))) ? done : refuseRunning();
  });
}
