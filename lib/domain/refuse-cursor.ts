import { refuse } from '@/lib/errors';

/** Refuses a cursor that no page returned. */
export function refuseCursor() {
  return refuse('INVALID_REQUEST', 'The page you asked for does not exist.', {
    fields: { cursor: 'Take the cursor from the page before.' },
  });
}
