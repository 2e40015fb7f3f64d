import type { CookiesOptions } from 'next-auth';
import { appUrl } from '@/lib/env';

/** Whether customers reach us over HTTPS, and so whether cookies may be held to it. */
function isSecure(): boolean {
  return appUrl().startsWith('https://');
}

/** A cookie's name; `__Host-` keeps it from any other host, path or plain connection (HTTPS alone allows it). */
function cookieName(name: string): string {
  return `${isSecure() ? '__Host-' : ''}keydesk.${name}`;
}

/** The name of the cookie that carries the session. */
export function sessionCookieName(): string {
  return cookieName('session');
}

/** next-auth's cookies, under our names. */
export function authCookies(): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() };
  return {
    sessionToken: { name: sessionCookieName(), options },
    csrfToken: { name: cookieName('csrf'), options },
    callbackUrl: { name: cookieName('callback'), options },
  };
}
