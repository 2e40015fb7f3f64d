import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import {
  type IdempotencyKey,
  readStored,
  refuseRunning,
  STORED_MS,
  type StoredResponse,
  type StoredRow,
} from '@/lib/domain/idempotency/stored-response';
import { ok, type Result } from '@/lib/errors';

/** A request that this process has begun. */
export interface BegunRequest extends IdempotencyKey {
  /** When another process may begin it again, because this one has not finished it. */
  leaseEndsAt: Date;
}

/** A request that another service handles, or the response stored for it. */
export type BegunOrStored = { begun: BegunRequest } | { stored: StoredResponse };

/**
 * Begins a request that another service handles, where no transaction can span the work. It takes effect once: while it
 * runs, and after it has finished, nobody begins it again. `finish` or `abandon` must follow.
 *
 * Refuses with IDEMPOTENCY_CONFLICT while the same request runs, IDEMPOTENCY_KEY_REUSED when its key was used for
 * another body.
 * @param leaseMs longer than the work can take
 */
export async function beginRequest(request: IdempotencyKey, leaseMs: number): Promise<Result<BegunOrStored>> {
  const at = now();
  const leaseEndsAt = new Date(at.getTime() + leaseMs);
  const { workspaceId, environment, operation, key, requestHash } = request;
  const begun = await db().$executeRaw`
    INSERT INTO idempotency_records AS record
      (workspace_id, environment, operation, key, request_hash, status, content_type, body, expires_at)
    VALUES (${workspaceId}, ${environment}::"Environment", ${operation}, ${key}, ${requestHash}, NULL, '', '',
      ${leaseEndsAt})
    ON CONFLICT (workspace_id, environment, operation, key) DO UPDATE SET
      request_hash = excluded.request_hash, status = NULL, content_type = '', body = '',
      expires_at = excluded.expires_at
    WHERE record.expires_at <= ${at}`;
  if (begun > 0) return ok({ begun: { ...request, leaseEndsAt } });
  const [row] = await db().$queryRaw<StoredRow[]>`
    SELECT request_hash, status, content_type, body FROM idempotency_records
    WHERE workspace_id = ${workspaceId} AND environment = ${environment}::"Environment"
      AND operation = ${operation} AND key = ${key}`;
  // It was abandoned a moment ago.
  if (!row) return refuseRunning();
  const stored = readStored(row, request);
  return stored.ok ? ok({ stored: stored.value }) : stored;
}

function ownRecord({ workspaceId, environment, operation, key, leaseEndsAt }: BegunRequest) {
  return { workspaceId, environment, operation, key, status: null, expiresAt: leaseEndsAt };
}

/**
 * Stores the response of a request. Null: it took effect, but its response cannot be stored; the same request is refused
 * as if it was still running. Throws if the lease has ended and another process has begun the request again, so that
 * the transaction of the effect is rolled back.
 * @param tx the transaction of the effect, if both must be stored together
 */
export async function finishRequest(
  begun: BegunRequest,
  response: StoredResponse | null,
  tx: Pick<Transaction, 'idempotencyRecord'> = db(),
): Promise<void> {
  const { count } = await tx.idempotencyRecord.updateMany({
    where: ownRecord(begun),
    data: { ...response, expiresAt: new Date(now().getTime() + STORED_MS) },
  });
  if (count !== 1) throw new Error('The request was begun again before it was finished.');
}

/** Forgets a request that failed: the same request may be tried again. */
export async function abandonRequest(begun: BegunRequest): Promise<void> {
  await db().idempotencyRecord.deleteMany({ where: ownRecord(begun) });
}
