import { requireScope } from '@/lib/domain/api-keys/scopes';
import type { Result } from '@/lib/errors';
import type { Route } from '@/lib/profiles/profile';

/** Checks that the key has the scope that the route needs. */
export function checkScope(scopes: readonly string[], { scope }: Route): Result<null> {
  return requireScope(scopes, scope);
}
