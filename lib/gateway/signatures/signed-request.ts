import { appUrl } from '@/lib/env';
import type { Call } from '@/lib/gateway/call';
import { headerValues } from '@/lib/gateway/header-values';
import type { SignedRequest } from '@/lib/gateway/signatures/scheme';

/** A call as its sender signed it. Behind a proxy that ends TLS, APP_URL knows that customers reach us by https. */
export function toSignedRequest({ request, path }: Call, body: Buffer): SignedRequest {
  return {
    method: request.method ?? '',
    protocol: appUrl().startsWith('https:') ? 'https' : 'http',
    authority: request.headers.host ?? '',
    path,
    query: (request.url ?? '').slice(path.length),
    body,
    header(name) {
      const values = headerValues(request, name);
      return values.length === 0 ? undefined : values.map((value) => value.trim()).join(', ');
    },
  };
}
