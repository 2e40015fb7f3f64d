import type { IncomingMessage } from 'node:http';
import { appUrl } from '@/lib/env';
import { ok, type Result, refuse } from '@/lib/errors';
import { headerValues } from '@/lib/gateway/header-values';
import { ABSOLUTE_FORM, keepSentTarget } from '@/lib/gateway/sent-target';

const AUTHORITY = /^(?:\[[\da-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+)(?::\d*)?$/i;

/** The host of an earlier request. Nearly all requests name the same one. */
let lastHost = '';

/** Whether `text` is only a host with an optional port (RFC 9110, 7.2). */
function isAuthority(text: string): boolean {
  if (text !== '' && text === lastHost) return true;
  if (!AUTHORITY.test(text) || !URL.canParse(`http://${text}/`)) return false;
  lastHost = text;
  return true;
}

const DONE = ok(null);

function bad(message: string) {
  return refuse('MALFORMED_REQUEST', message);
}

function setHost(request: IncomingMessage, host: string): void {
  const { rawHeaders } = request;
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (at === -1) rawHeaders.push('Host', host);
  else rawHeaders[at + 1] = host;
  request.headers.host = host;
}

function toOriginForm(rest: string, method: string | undefined): string {
  if (rest === '' && method === 'OPTIONS') return '*';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/**
 * Checks the target of a request and normalizes it: `url` becomes a path with its query (or `*`), and `Host` the host
 * of the request, which is that of an absolute target (RFC 9112, 3.2). HTTP/1.0 requests need no host. Refuses with
 * MALFORMED_REQUEST.
 */
export function normalizeTarget(request: IncomingMessage): Result<null> {
  if (request.httpVersionMajor !== 1) return bad('Use HTTP/1.1.');
  const hosts = headerValues(request, 'host').map((host) => host.trim());
  if (hosts.length > 1) return bad('Send one Host header.');
  if (!hosts.every(isAuthority)) return bad('The Host header must be a host name and an optional port.');
  if (hosts.length === 0 && request.httpVersionMinor > 0) return bad('Send a Host header.');

  const { url = '', method } = request;
  if (url.startsWith('/') && hosts.length > 0) return DONE;
  const [, , authority, rest = ''] = ABSOLUTE_FORM.exec(url) ?? [];
  if (authority === undefined) {
    if (!url.startsWith('/') && url !== '*') return bad('The request target must be a path or an http URL.');
    if (hosts.length === 0) setHost(request, new URL(appUrl()).host);
    return DONE;
  }
  if (!isAuthority(authority)) return bad('The request target must be a URL with a host and no user name.');
  keepSentTarget(request);
  request.url = toOriginForm(rest, method);
  setHost(request, authority);
  return DONE;
}
