import { refuse } from '@/lib/errors';

/** Stands for an answer that never came. */
export function unreachable() {
  return refuse('FAULT', 'Keydesk did not answer. Check your connection and try again.');
}
