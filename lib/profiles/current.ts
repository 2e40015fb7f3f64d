import { keydesk } from '@/lib/profiles/keydesk';
import type { Profile } from '@/lib/profiles/profile';

/** The profile that this installation serves. */
export function currentProfile(): Profile {
  return keydesk;
}
