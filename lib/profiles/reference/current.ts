import { appUrl } from '@/lib/env';
import { currentProfile } from '@/lib/profiles/current';
import type { Profile } from '@/lib/profiles/profile';
import type { ReferencePage } from '@/lib/profiles/reference/content';
import { referencePages } from '@/lib/profiles/reference/pages';

interface Reference {
  profile: Profile;
  /** The address that customers open. */
  origin: string;
  pages: readonly ReferencePage[];
}

let latest: Reference | undefined;

/** The API reference of this installation. It is built once for each value of APP_URL. */
export function currentReference(): Reference {
  const origin = appUrl();
  if (latest?.origin !== origin) {
    const profile = currentProfile();
    latest = { profile, origin, pages: referencePages(profile, origin) };
  }
  return latest;
}
