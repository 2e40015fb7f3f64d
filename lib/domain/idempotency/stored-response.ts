import { DAY, now } from '@/lib/clock';
import type { Environment } from '@/lib/db/generated/enums';
import { type PreparedTransaction, queryPrepared } from '@/lib/db/prepared';
import { ok, type Result, refuse } from '@/lib/errors';

/** How long a response is stored. */
export const STORED_MS = DAY;

/** Names a request that must take effect only once, however often it is sent. */
export interface IdempotencyKey {
  workspaceId: string;
  environment: Environment;
  operation: string;
  /** The caller's own name for the request, unique within workspace, environment and operation. */
  key: string;
  /** SHA-256 of what makes the request different from others with the same operation. */
  requestHash: Buffer<ArrayBuffer>;
}

/** A response as it was sent the first time. */
export interface StoredResponse {
  status: number;
  /** Empty if it has no body. */
  contentType: string;
  body: string;
}

/** The refusal while the same request runs. */
export function refuseRunning() {
  return refuse(
    'IDEMPOTENCY_CONFLICT',
    'A request with this idempotency key is still running. Try again in a moment.',
    { retryAfterSeconds: 1 },
  );
}

export interface StoredRow {
  request_hash: Uint8Array;
  /** Null: the request is running. */
  status: number | null;
  content_type: string;
  body: string;
}

/** The response in a row that belongs to the key of `request`. */
export function readStored(row: StoredRow, { requestHash }: IdempotencyKey): Result<StoredResponse> {
  if (!requestHash.equals(row.request_hash)) {
    return refuse(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key was used for another request. Use a new one for each request.',
    );
  }
  if (row.status === null) return refuseRunning();
  return ok({ status: row.status, contentType: row.content_type, body: row.body });
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
