import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { appUrl, env } from '@/lib/env';

const TWO_YEARS_SECONDS = 63_072_000;

function contentSecurityPolicy(nonce: string): string {
  // React's development build uses eval to explain errors.
  const development = env().NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // The interface primitives use inline styles for positions and animations.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Sets the security headers before the request is handled, so that errors have them, too. Next reads the nonce for its
 * own scripts from the policy on the request.
 */
export function secure(req: IncomingMessage, res: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  req.headers['content-security-policy'] = policy;
  req.headers['x-nonce'] = nonce;
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  // With no-referrer, browsers would send forms with `Origin: null`.
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

/** Tells clients to use only HTTPS from now on. Responses of the API have this header, too. */
export function requireHttps(res: ServerResponse): void {
  if (!appUrl().startsWith('https://')) return;
  res.setHeader('Strict-Transport-Security', `max-age=${TWO_YEARS_SECONDS}`);
}
