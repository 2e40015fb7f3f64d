import { env } from '@/lib/env';
import type { ProfileId } from '@/lib/profile-ids';
import { telecom23 } from '@/lib/profiles/23telecom/23telecom';
import { esmsAfrica } from '@/lib/profiles/esms-africa/esms-africa';
import { hellio } from '@/lib/profiles/hellio/hellio';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { msgine } from '@/lib/profiles/msgine/msgine';
import type { Profile } from '@/lib/profiles/profile';
import { seven } from '@/lib/profiles/seven/seven';

/** Every provider that Keydesk can serve. */
export const PROFILES: Record<ProfileId, Profile> = {
  keydesk,
  msgine,
  '23telecom': telecom23,
  'esms-africa': esmsAfrica,
  seven,
  hellio,
};

/** The profile that this installation serves. */
export function currentProfile(): Profile {
  return PROFILES[env().PROFILE];
}
