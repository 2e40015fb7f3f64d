import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { appUrl } from '@/lib/env';
import { withReturnPath } from '@/lib/return-path';

/** Why a sign-in with the OpenID provider failed. */
export type OpenIdFailure = 'refused' | 'failed';

/** The path of the sign-in page that shows the failure. */
export function signInPage(failure: OpenIdFailure): string {
  return `${appUrl()}/login?openid=${failure}`;
}

/**
 * The page that the browser requested, with its query, from the header that server.ts sets; null without one. On the sign-in
 * page, where an action can still arrive after its session has ended, it is the page that follows.
 */
export async function askedPage(): Promise<string | null> {
  const asked = (await headers()).get('x-asked-page');
  const [path, query] = asked?.split('?') ?? [];
  return path === '/login' ? new URLSearchParams(query).get('next') : asked;
}

/** Redirects a guest to the sign-in page, which leads back to the requested page. */
export async function redirectToSignIn(): Promise<never> {
  redirect(withReturnPath('/login', await askedPage()));
}
