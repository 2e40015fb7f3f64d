import { requireScope } from '@/lib/domain/api-keys/scopes';
import type { Result } from '@/lib/errors';
import type { OperationRoute } from '@/lib/profiles/types';

/** Checks that the key holds the scope that the profile names for the operation. */
export function checkScope(scopes: readonly string[], { scope }: OperationRoute): Result<null> {
  return requireScope(scopes, scope);
}
