import 'server-only';
import { cookies } from 'next/headers';
import { browserCookie } from '@/lib/auth/cookies';
import { SECOND } from '@/lib/clock';
import { BROWSER_LIFETIME } from '@/lib/domain/users/known-browsers';

/** The token by which accounts know this browser; null if none does. */
export async function readBrowserToken(): Promise<string | null> {
  return (await cookies()).get(browserCookie().name)?.value ?? null;
}

/** Stores the token in the browser. */
export async function keepBrowserToken(token: string): Promise<void> {
  const { name, options } = browserCookie();
  (await cookies()).set(name, token, { ...options, maxAge: BROWSER_LIFETIME / SECOND });
}
