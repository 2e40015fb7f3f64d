import { DAY } from '@/lib/clock';
import type { Environment } from '@/lib/db/generated/enums';
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
