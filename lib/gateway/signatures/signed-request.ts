import { appUrl } from '@/lib/env';
import type { Call } from '@/lib/gateway/call';
import { joinedHeader } from '@/lib/gateway/header-values';
import { ABSOLUTE_FORM, sentTarget } from '@/lib/gateway/sent-target';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';

/** One scheme asks for it, and parsing a URL takes long. */
const portalOrigin = () => new URL(appUrl()).origin;

/**
 * A call as its sender signed it. The scheme and the authority are those of the target URI (RFC 9112, 3.3). Behind a
 * proxy that terminates TLS, they come from APP_URL.
 */
export function toSignedRequest({ request }: Pick<Call, 'request'>, body: Buffer): SignedRequest {
  const target = sentTarget(request);
  const [, scheme, authority, rest = target] = ABSOLUTE_FORM.exec(target) ?? [];
  const mark = rest.indexOf('?');
  return {
    method: request.method ?? '',
    target,
    protocol: scheme?.toLowerCase() ?? (appUrl().startsWith('https:') ? 'https' : 'http'),
    origin: portalOrigin,
    authority: authority ?? request.headers.host ?? '',
    path: mark === -1 ? rest : rest.slice(0, mark),
    query: mark === -1 ? '' : rest.slice(mark),
    body,
    header: (name) => joinedHeader(request, name),
  };
}
