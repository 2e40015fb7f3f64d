import { isDeepStrictEqual } from 'node:util';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Refuses with CONFLICT if a value is no longer the one that the page showed, so that a change never overwrites another
 * one unnoticed. Without `shown`, nothing is checked.
 */
export function requireUnchanged<T>(stored: T, shown: T | undefined): Result<null> {
  if (shown === undefined || isDeepStrictEqual(stored, shown)) return ok(null);
  return refuse(
    'CONFLICT',
    'This was changed elsewhere since the page was loaded. Nothing was saved: load the page again, then make your change.',
  );
}
