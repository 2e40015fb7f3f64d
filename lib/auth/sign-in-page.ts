import { appUrl } from '@/lib/env';

/** How a sign-in by the OpenID provider came to nothing. */
export type OpenIdFailure = 'refused' | 'failed';

/** The sign-in page, as it says so. */
export function signInPage(failure: OpenIdFailure): string {
  return `${appUrl()}/login?openid=${failure}`;
}
