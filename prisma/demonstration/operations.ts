import { charges } from '@/lib/profiles/charging';
import type { Profile } from '@/lib/profiles/profile';

/** The operation that a key calls, and its status: one that charges, if its scopes allow it. */
export function calledOperation({ routes }: Profile, scopes: readonly string[]) {
  const allowed = routes.filter(({ scope }) => scope !== null && scopes.includes(scope));
  const called =
    allowed.find(({ operation }) => charges(operation)) ??
    allowed[0] ??
    routes.find(({ operation }) => charges(operation));
  return { operation: called?.operation ?? 'messages.send', status: called?.status ?? 202 };
}
