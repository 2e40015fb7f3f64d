import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import { say } from '@/lib/say';

/** What an API can be asked for, and the scope that it needs; null: any valid key may ask. */
export interface ScopedOperation {
  operation: string;
  scope: string | null;
}

/** Refuses scopes that the policy does not declare. */
export function checkScopes(policy: KeyPolicy, scopes: readonly string[]): Result<null> {
  const known = new Set(policy.scopes.map((scope) => scope.name));
  if (policy.fullAccess) known.add(FULL_ACCESS);
  const unknown = scopes.find((scope) => !known.has(scope));
  if (unknown === undefined) return ok(null);
  return refuseFields({ scopes: `There is no scope ${unknown}.` });
}

/** Refuses with FORBIDDEN if a key lacks the scope that an operation needs. Null: the operation needs none. */
export function requireScope(scopes: readonly string[], scope: string | null): Result<null> {
  if (scope === null || scopes.includes(scope) || scopes.includes(FULL_ACCESS)) return ok(null);
  return refuse('FORBIDDEN', say`This API key lacks the scope ${scope}.`, { detail: { scope } });
}

/** Whether a key with the scopes `after` may do anything that a key with `before` may not. */
export function widens(before: readonly string[], after: readonly string[]): boolean {
  return !before.includes(FULL_ACCESS) && after.some((scope) => !before.includes(scope));
}
