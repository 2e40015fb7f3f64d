import type { IdempotencyKey, StoredResponse } from '@/lib/domain/idempotency/stored-response';
import type { Result } from '@/lib/errors';

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
