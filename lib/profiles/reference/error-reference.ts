import type { Profile } from '@/lib/profiles/profile';
import { errorPath } from '@/lib/profiles/reference/address';
import { refusalsOf } from '@/lib/profiles/refusals';

/** The section of the API reference about a refusal, with the code that callers see; null if there is none. */
export function errorReference(profile: Profile, code: string): { code: string; href: string } | null {
  const found = refusalsOf(profile).find(([refusal]) => refusal === code);
  if (!found) return null;
  const wireCode = profile.errors.code(found[0]);
  return { code: String(wireCode), href: errorPath(wireCode) };
}
