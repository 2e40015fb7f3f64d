import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { appUrl } from '@/lib/env';
import { withReturnPath } from '@/lib/return-path';

/** How a sign-in by the OpenID provider came to nothing. */
export type OpenIdFailure = 'refused' | 'failed';

/** The sign-in page, as it says so. */
export function signInPage(failure: OpenIdFailure): string {
  return `${appUrl()}/login?openid=${failure}`;
}

/** The page that the browser asked for, with its query, as server.ts has noted it; null where it asked for none. */
export async function askedPage(): Promise<string | null> {
  return (await headers()).get('x-asked-page');
}

/** Sends a guest to the sign-in page, from which they come back to the page that they asked for. */
export async function redirectToSignIn(): Promise<never> {
  redirect(withReturnPath('/login', await askedPage()));
}
