import { appUrl } from '@/lib/env';

/** What browsers say of a request that one of our own pages made, or its user by hand. */
const OWN_SITES = ['same-origin', 'none'];

/**
 * Whether a request comes from one of our own pages. Next lets a request without an Origin pass; we do not,
 * unless the browser vouches for it by Sec-Fetch-Site, which no page can write.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && !OWN_SITES.includes(site)) return false;
  const origin = headers.get('origin');
  // A page under `Referrer-Policy: no-referrer` posts its forms with the origin "null".
  if (origin === null || origin === 'null') return site !== null;
  const host = URL.parse(origin)?.host;
  return host !== undefined && (host === headers.get('host') || host === new URL(appUrl()).host);
}
