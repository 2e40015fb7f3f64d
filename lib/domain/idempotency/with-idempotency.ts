import { now } from '@/lib/clock';
import { type PreparedTransaction, queryPrepared, transactPrepared } from '@/lib/db/prepared';
import {
  type IdempotencyKey,
  readStored,
  refuseRunning,
  STORED_MS,
  type StoredResponse,
  type StoredRow,
} from '@/lib/domain/idempotency/stored-response';
import { ok, type Result } from '@/lib/errors';

/** A request with an idempotency key, and how a verb's value becomes its response. */
export interface IdempotentRequest<T> extends IdempotencyKey {
  toResponse(value: T): StoredResponse;
}

/** What an operation returns: its value, a refusal, or the response stored for the same request. */
export type OperationResult<T> = Result<T> | { ok: true; stored: StoredResponse };

const LOCK_REQUEST = {
  name: 'lock-request',
  text: 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked',
};

/** Whether this transaction is the only one that handles the request. The lock ends with the transaction. */
async function lockRequest(
  tx: PreparedTransaction,
  { workspaceId, environment, operation, key }: IdempotencyKey,
): Promise<boolean> {
  const name = [workspaceId, environment, operation, key].join(' ');
  const [row] = await tx.query<{ locked: boolean }>(LOCK_REQUEST, [name]);
  return row?.locked === true;
}

const FIND_RESPONSE = {
  name: 'find-response',
  text: `
    SELECT request_hash, status, content_type, body FROM idempotency_records
    WHERE workspace_id = $1 AND environment = $2 AND operation = $3 AND key = $4 AND expires_at > $5`,
};

const responseKey = ({ workspaceId, environment, operation, key }: IdempotencyKey) => [
  workspaceId,
  environment,
  operation,
  key,
  now(),
];

/** The response stored for a request; null if the request is new. */
async function findResponse(
  tx: PreparedTransaction,
  request: IdempotencyKey,
): Promise<Result<StoredResponse | null>> {
  const [row] = await tx.query<StoredRow>(FIND_RESPONSE, responseKey(request));
  return row ? readStored(row, request) : ok(null);
}

/**
 * The response stored for a request; undefined if there is none. For a verb with work before its transaction: a repeated
 * request does without it. Refuses with IDEMPOTENCY_KEY_REUSED or IDEMPOTENCY_CONFLICT.
 */
export async function findStored(
  request: IdempotencyKey | undefined,
): Promise<Result<StoredResponse> | undefined> {
  if (!request) return undefined;
  const [row] = await queryPrepared<StoredRow>(FIND_RESPONSE, responseKey(request));
  return row && readStored(row, request);
}

const STORE_RESPONSE = {
  name: 'store-response',
  text: `
    INSERT INTO idempotency_records
      (workspace_id, environment, operation, key, request_hash, status, content_type, body, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (workspace_id, environment, operation, key) DO UPDATE SET
      request_hash = excluded.request_hash, status = excluded.status, content_type = excluded.content_type,
      body = excluded.body, expires_at = excluded.expires_at`,
};

/** Stores a response. It replaces one that has expired. */
function storeResponse(
  tx: PreparedTransaction,
  request: IdempotencyKey,
  { status, contentType, body }: StoredResponse,
): void {
  const { workspaceId, environment, operation, key, requestHash } = request;
  const expiresAt = new Date(now().getTime() + STORED_MS);
  tx.run(STORE_RESPONSE, [
    workspaceId,
    environment,
    operation,
    key,
    requestHash,
    status,
    contentType,
    body,
    expiresAt,
  ]);
}

/**
 * Runs a verb's work in one transaction and stores its response in the same one: after a crash at any point, either
 * both are there or neither. A repeated request gets the stored response, and the work is not done again. A refusal
 * leaves nothing behind, so it is not stored: the same request may be tried again. Without `request`, the work is done
 * without any of this.
 *
 * Refuses with IDEMPOTENCY_CONFLICT while the same request runs elsewhere, IDEMPOTENCY_KEY_REUSED when its key was used
 * for another body, or as the work does.
 */
export async function withIdempotency<T>(
  request: IdempotentRequest<T> | undefined,
  work: (tx: PreparedTransaction) => Promise<Result<T>>,
): Promise<OperationResult<T>> {
  return transactPrepared(async (tx): Promise<OperationResult<T>> => {
    if (request) {
      // The search comes after the lock, so it sees everything that was stored before.
      const [locked, found] = await Promise.all([lockRequest(tx, request), findResponse(tx, request)]);
      if (!locked) return refuseRunning();
      if (!found.ok) return found;
      if (found.value) return { ok: true, stored: found.value };
    }
    const done = await work(tx);
    if (done.ok && request) storeResponse(tx, request, request.toResponse(done.value));
    return done;
  });
}
