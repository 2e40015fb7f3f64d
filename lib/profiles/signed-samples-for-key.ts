import type { Environment } from '@/lib/db/generated/enums';
import { chooseFirstCall, firstRoutes } from '@/lib/profiles/first-call';
import type { Profile } from '@/lib/profiles/profile';
import { signedSamplesOf } from '@/lib/profiles/snippets';
import type { Sample } from '@/lib/profiles/snippets/languages';

interface SigningKey {
  id: string;
  environment: Environment;
  scopes: readonly string[];
}

/** A call that the key may make, signed with its id, in each language; none if its scopes allow no first call. */
export function signedSamplesForKey(profile: Profile, key: SigningKey): Sample[] {
  const first = chooseFirstCall(firstRoutes(profile), key);
  return first ? signedSamplesOf(profile, first.route, key.id) : [];
}
