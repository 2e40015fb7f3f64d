import type { CookiesOptions } from 'next-auth';
import { appUrl } from '@/lib/env';

/** The name and options of one of our cookies. `__Host-` limits it to this host, path and HTTPS. */
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

/** The cookie by which accounts know a browser that has signed in before. */
export function browserCookie() {
  return hostCookie('browser');
}

/** The cookie that binds the challenges for passkeys of guests to a browser. */
export function passkeyCookie() {
  return hostCookie('passkey');
}

/** next-auth's cookies, with our names. */
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
