import type { Counters } from '@/lib/gateway/rate-limit/counters';
import type { Routes } from '@/lib/gateway/routes';
import type { FindMember } from '@/lib/gateway/steps/identify-member';
import type { CredentialNames } from '@/lib/profiles/credential-names';
import type { Profile } from '@/lib/profiles/profile';

/** What the steps need. Created once for each gateway. */
export interface GatewayContext {
  profile: Profile;
  routes: Routes;
  credentialNames: CredentialNames;
  counters: Counters;
  findMember: FindMember;
}
