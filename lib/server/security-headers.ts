import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { appUrl, env } from '@/lib/env';

const TWO_YEARS_SECONDS = 63_072_000;

function contentSecurityPolicy(nonce: string): string {
  // React's development build explains errors by way of eval.
  const development = env().NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // The primitives of the interface place and animate by inline styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Sets what tells a browser to be strict, before anything answers, so that errors carry it too. Next takes the
 * nonce for its own scripts from the policy that it finds on the request.
 */
export function secure(req: IncomingMessage, res: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  req.headers['content-security-policy'] = policy;
  req.headers['x-nonce'] = nonce;
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  // Not no-referrer, under which browsers send forms with `Origin: null`.
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

/** Tells a client that has come by HTTPS to come by nothing else; also those of the API. */
export function requireHttps(res: ServerResponse): void {
  if (!appUrl().startsWith('https://')) return;
  res.setHeader('Strict-Transport-Security', `max-age=${TWO_YEARS_SECONDS}`);
}
