import type { Brand } from '@/lib/profiles/brand';
import { type FirstCall, firstCalls } from '@/lib/profiles/first-call';
import type { Profile } from '@/lib/profiles/profile';
import type { Words } from '@/lib/profiles/words';

/** What the pages and dialogs of keys say about the provider's API. Plain data: it is sent to the browser. */
export interface PortalApi {
  /** Where the API begins, such as `/api/v1`. */
  base: string;
  words: Words;
  firstCalls: readonly FirstCall[];
  /** How to sign, in a sentence after “Sign each call with this secret:”. Null: calls are not signed. */
  signing: string | null;
  createButton: Brand['createButton'];
}

/** The part of a profile that the portal shows. */
export function portalApi(profile: Profile): PortalApi {
  const { base, words, signature, brand } = profile;
  return {
    base,
    words,
    firstCalls: firstCalls(profile),
    signing: signature?.summary ?? null,
    createButton: brand.createButton,
  };
}
