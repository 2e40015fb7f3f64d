import { DAY, now } from '@/lib/clock';
import type { Environment } from '@/lib/db/generated/enums';
import { type PreparedTransaction, transactPrepared } from '@/lib/db/prepared';
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
  answer(value: T): KeptAnswer;
}

function refuseRunning() {
  return refuse(
    'IDEMPOTENCY_CONFLICT',
    'A request with this Idempotency-Key is still running. Try again in a moment.',
    { retryAfterSeconds: 1 },
  );
}

/** What came of it: the verb's value now, or the answer that was kept the first time. */
export type Outcome<T> = { value: T; kept?: never } | { kept: KeptAnswer; value?: never };

const CLAIM = {
  name: 'claim-request',
  text: 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
};

/** Whether nobody else is about to answer the request. The lock ends with the transaction, however that ends. */
async function claim(tx: PreparedTransaction, { workspaceId, environment, operation, key }: OnceOnly) {
  const name = [workspaceId, environment, operation, key].join(' ');
  const [lock] = await tx.query<{ taken: boolean }>(CLAIM, [name]);
  return lock?.taken === true;
}

interface KeptRow {
  request_hash: Buffer;
  status: number;
  body: string;
}

const FIND_ANSWER = {
  name: 'find-answer',
  text: `
    SELECT request_hash, status, body FROM idempotency_records
    WHERE workspace_id = $1 AND environment = $2 AND operation = $3 AND key = $4 AND expires_at > $5`,
};

/** The answer that was kept for a request; null when it is new. */
async function findAnswer(tx: PreparedTransaction, request: OnceOnly): Promise<Result<KeptAnswer | null>> {
  const { workspaceId, environment, operation, key, requestHash } = request;
  const [row] = await tx.query<KeptRow>(FIND_ANSWER, [workspaceId, environment, operation, key, now()]);
  if (!row) return ok(null);
  if (!row.request_hash.equals(requestHash)) {
    return refuse(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used for another request. Use a new key for each request.',
    );
  }
  return ok({ status: row.status, body: row.body });
}

const KEEP_ANSWER = {
  name: 'keep-answer',
  text: `
    INSERT INTO idempotency_records
      (workspace_id, environment, operation, key, request_hash, status, body, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace_id, environment, operation, key) DO UPDATE SET
      request_hash = excluded.request_hash, status = excluded.status, body = excluded.body,
      expires_at = excluded.expires_at`,
};

/** Keeps an answer; one that was kept longer ago than answers are kept gives way. */
function keep(tx: PreparedTransaction, request: OnceOnly, { status, body }: KeptAnswer): void {
  const { workspaceId, environment, operation, key, requestHash } = request;
  const expiresAt = new Date(now().getTime() + KEPT_MS);
  tx.run(KEEP_ANSWER, [workspaceId, environment, operation, key, requestHash, status, body, expiresAt]);
}

/**
 * Runs a verb's work in one transaction and keeps its answer in the same one: after a crash at any point, either both
 * are there or neither. A request that was answered before is given that answer, and the work is not done. A refusal
 * left nothing behind, so it is not kept: the same request may be tried again. Without `once`, the work is simply done.
 *
 * Refuses with IDEMPOTENCY_CONFLICT while the same request runs elsewhere, IDEMPOTENCY_KEY_REUSED when its key was used
 * for another body, or as the work does.
 */
export async function transactOnce<T>(
  once: Once<T> | undefined,
  work: (tx: PreparedTransaction) => Promise<Result<T>>,
): Promise<Result<Outcome<T>>> {
  return transactPrepared(async (tx): Promise<Result<Outcome<T>>> => {
    if (once) {
      // Asked for in this order, the search sees all that was kept before the claim.
      const [claimed, kept] = await Promise.all([claim(tx, once), findAnswer(tx, once)]);
      if (!claimed) return refuseRunning();
      if (!kept.ok) return kept;
      if (kept.value) return ok({ kept: kept.value });
    }
    const done = await work(tx);
    if (!done.ok) return done;
    if (once) keep(tx, once, once.answer(done.value));
    return ok({ value: done.value });
  });
}
