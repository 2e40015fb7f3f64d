import type { IncomingHttpHeaders } from 'node:http';
import { appUrl } from '@/lib/env';
import { type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** Values of Sec-Fetch-Site for a request by one of our own pages, or by the user directly. */
const OWN_SITES = ['same-origin', 'none'];

/**
 * Whether a request comes from one of our own pages. Next lets a request without an Origin pass; we do not,
 * unless the browser confirms it with Sec-Fetch-Site, which no page can set.
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

/** The headers of a request outside Next that tell where it comes from. */
export function originHeaders({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): Headers {
  const sent = new Headers();
  if (origin !== undefined) sent.set('origin', origin);
  if (host !== undefined) sent.set('host', host);
  if (typeof site === 'string') sent.set('sec-fetch-site', site);
  return sent;
}

/** The refusal of a request that does not come from one of our own pages. */
export function refuseOrigin(): Result<never> {
  return refuse('FORBIDDEN', say`This request did not come from a Keydesk page.`);
}
