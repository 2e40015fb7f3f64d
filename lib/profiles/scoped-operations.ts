import type { Profile } from '@/lib/profiles/profile';

/** What a profile's API can be asked for, also what its own backend answers, with the scope that it needs. */
export function scopedOperations({ routes, forwarded = [] }: Pick<Profile, 'routes' | 'forwarded'>) {
  return [...routes, ...forwarded].map(({ operation, scope }) => ({ operation, scope }));
}
