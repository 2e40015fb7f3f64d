import { createHash, randomUUID } from 'node:crypto';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';

/** A UUID of version 8 (RFC 9562, 5.8) that is always the same for a request with this idempotency key. */
function tokenOf({ workspaceId, environment, operation, key }: IdempotencyKey): string {
  const hash = createHash('sha256').update(JSON.stringify([workspaceId, environment, operation, key]));
  const hex = hash.digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The input of `createApiKey` with a token by which a repeated request is found; random without an idempotency key. */
export function withCreationToken(input: unknown, request: IdempotencyKey | undefined): unknown {
  if (typeof input !== 'object' || input === null) return input;
  return { ...input, creationToken: request ? tokenOf(request) : randomUUID() };
}
