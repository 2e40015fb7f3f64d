import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { sends } from '@/lib/profiles/first-call';
import type { Profile } from '@/lib/profiles/profile';
import type { Duty } from './plan';

/** The scopes that a provider has for these duties. */
export function scopesFor({ keys, routes }: Profile, duties: readonly Duty[]): string[] {
  const every = keys.fullAccess ? [FULL_ACCESS] : keys.scopes.map(({ name }) => name);
  if (duties.includes('everything')) return every;
  const needed = routes.filter(
    ({ operation }) =>
      (duties.includes('send') && sends(operation)) ||
      (duties.includes('read') && /^(messages|batches|balance)\.(get|list|read)$/.test(operation)),
  );
  return [...new Set(needed.flatMap(({ scope }) => scope ?? []))];
}
