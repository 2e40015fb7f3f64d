import type { CookiesOptions } from 'next-auth';
import { appUrl } from '@/lib/env';

/** One of our cookies; `__Host-` keeps it from any other host, path or plain connection, and needs HTTPS. */
function hostCookie(name: string) {
  const secure = appUrl().startsWith('https://');
  return {
    name: `${secure ? '__Host-' : ''}keydesk.${name}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  };
}

/** The cookie that carries the session. */
export function sessionCookie() {
  return hostCookie('session');
}

/** The cookie of an agent's impersonation session, next to the one of their own session. */
export function impersonationCookie() {
  return hostCookie('impersonation');
}

/** The cookie by which an account knows a browser again that has signed in before. */
export function browserCookie() {
  return hostCookie('browser');
}

/** next-auth's cookies, under our names. */
export function authCookies(): Partial<CookiesOptions> {
  return {
    sessionToken: sessionCookie(),
    csrfToken: hostCookie('csrf'),
    callbackUrl: hostCookie('callback'),
    pkceCodeVerifier: hostCookie('pkce'),
    state: hostCookie('state'),
    nonce: hostCookie('nonce'),
  };
}
