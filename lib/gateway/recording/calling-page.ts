import type { IncomingHttpHeaders } from 'node:http';
import type { WebPage } from '@/lib/domain/usage/record';
import { appUrl } from '@/lib/env';

const ORIGIN_LENGTH = 200;

/** The URL of a page, from a header; undefined if it does not tell the host. */
function pageUrl(header: string | undefined): URL | undefined {
  const url = header === undefined ? null : URL.parse(header);
  return url?.host ? url : undefined;
}

/**
 * The web page that made a call; null if none did. Browsers add these headers to the requests of pages. `Sec-Fetch-Mode` is
 * ignored, because the `fetch` of Node.js sends it, too. The pages of the portal do not count: they let customers try a key.
 *
 * @param clean removes secrets from a text
 */
export function callingPage(
  { host, origin, referer, 'sec-fetch-site': site }: IncomingHttpHeaders,
  clean: (text: string) => string,
): WebPage | null {
  const isFromPage = origin !== undefined || referer !== undefined || site !== undefined;
  if (!isFromPage || site === 'same-origin') return null;
  const page = pageUrl(origin && clean(origin)) ?? pageUrl(referer && clean(referer));
  if (!page) return { origin: null };
  if (page.host === host || page.host === new URL(appUrl()).host) return null;
  return { origin: `${page.protocol}//${page.host}`.slice(0, ORIGIN_LENGTH) };
}
