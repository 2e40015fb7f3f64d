import { keydesk } from '@/lib/profiles/keydesk';
import type { Profile } from '@/lib/profiles/types';

/** The profile that this installation serves. */
export function currentProfile(): Profile {
  return keydesk;
}
