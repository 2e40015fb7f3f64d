import { isDeepStrictEqual } from 'node:util';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Whether what is stored is still what the page showed that changes it as a whole, so that two people who change it at
 * once do not undo one another unawares; undefined: nobody says what was shown. Refuses with CONFLICT.
 */
export function requireUnchanged<T>(stored: T, shown: T | undefined): Result<null> {
  if (shown === undefined || isDeepStrictEqual(stored, shown)) return ok(null);
  return refuse(
    'CONFLICT',
    'This was changed elsewhere since the page was loaded. Nothing was saved: load the page again, then make your change.',
  );
}
