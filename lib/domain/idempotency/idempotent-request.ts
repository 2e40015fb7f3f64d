import { now } from '@/lib/clock';
import { type PreparedTransaction, queryPrepared } from '@/lib/db/prepared';
import {
  type IdempotencyKey,
  readStored,
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

/** What the transaction that handles a request locks, so that no other one does. */
export function lockName({ workspaceId, environment, operation, key }: IdempotencyKey): string {
  return [workspaceId, environment, operation, key].join(' ');
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

/** The response stored for a request; null if the request is new. Refuses as `findStored` does. */
export async function findResponse(
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
export function storeResponse(
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
