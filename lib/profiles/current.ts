import { type Env, env } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { Profile } from '@/lib/profiles/profile';

/** Every provider that Keydesk can serve. */
export const PROFILES: Record<Env['PROFILE'], Profile> = { keydesk };

/** The profile that this installation serves. */
export function currentProfile(): Profile {
  return PROFILES[env().PROFILE];
}
