import type { IncomingMessage } from 'node:http';
import { clientAddress } from '@/lib/client-address';
import { env } from '@/lib/env';

const LONGEST_USER_AGENT = 500;

/** Replaces the client's headers about where a request comes from and which address it was sent to. */
function setForwardedHeaders(req: IncomingMessage): void {
  const { APP_URL } = env();
  const open = APP_URL ? new URL(APP_URL) : undefined;
  for (const name of ['forwarded', 'x-forwarded-host', 'x-forwarded-port', 'x-real-ip'])
    delete req.headers[name];
  req.headers['x-forwarded-for'] = clientAddress(req);
  req.headers['x-forwarded-proto'] = open ? open.protocol.slice(0, -1) : 'http';
  if (open) req.headers['x-forwarded-host'] = open.host;
}

/**
 * Tells the portal the path of the request and, in `x-page-path`, the page that the browser loads. A prefetch loads no
 * page. After a form, Next shows the page again.
 */
function setPaths(req: IncomingMessage): void {
  const path = req.url?.split('?', 1)[0];
  req.headers['x-request-path'] = path;
  delete req.headers['x-page-path'];
  // With both headers, Next shows no page.
  const isAhead = req.headers.rsc === '1' && req.headers['next-router-prefetch'] === '1';
  if (req.method !== 'HEAD' && !isAhead) req.headers['x-page-path'] = path;
}

/**
 * Tells the portal which page to return to after sign-in: path and query, without the parameters that Next adds. Next forwards
 * an action that the page does not have to one that has it, while the browser stays where it is.
 */
function setAskedPage(req: IncomingMessage): void {
  if (req.headers['x-action-forwarded'] && req.headers['x-asked-page']) return;
  const [path = '', ...rest] = (req.url ?? '').split('?');
  const asked = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('_rsc='));
  req.headers['x-asked-page'] = asked.length > 0 ? `${path}?${asked.join('&')}` : path;
}

/** Next matches this header with regular expressions that take seconds for a long value. */
function shortenUserAgent({ headers }: IncomingMessage): void {
  if (headers['user-agent']) headers['user-agent'] = headers['user-agent'].slice(0, LONGEST_USER_AGENT);
}

/** Sets the headers that the portal relies on. */
export function setPortalHeaders(request: IncomingMessage): void {
  setForwardedHeaders(request);
  setPaths(request);
  setAskedPage(request);
  shortenUserAgent(request);
}
