import { connectionHeaders, HOP_BY_HOP } from '@/lib/gateway/upstream/without-key';

export type Headers = Record<string, string | string[]>;

/** They would act on the portal, which has the same origin, or promise what Keydesk decides. */
const DROPPED = new Set([
  'alt-svc',
  'clear-site-data',
  'content-security-policy',
  'public-key-pins',
  'server',
  'service-worker-allowed',
  'set-cookie',
  'set-cookie2',
  'strict-transport-security',
  'www-authenticate',
  'x-request-id',
]);

/**
 * The headers of the backend's response that callers get.
 * @param toPublic the address that callers know instead of one of the backend
 */
export function responseHeaders(
  given: Readonly<Record<string, string | string[] | undefined>>,
  toPublic: (url: string) => string,
): Headers {
  const ofConnection = connectionHeaders(given.connection);
  const kept = Object.entries(given).flatMap(([name, value]): [string, string | string[]][] => {
    const isKept =
      value !== undefined &&
      !DROPPED.has(name) &&
      !ofConnection.has(name) &&
      !name.startsWith('access-control-') &&
      (name === 'content-length' || !HOP_BY_HOP.has(name));
    return isKept ? [[name, name === 'location' && typeof value === 'string' ? toPublic(value) : value]] : [];
  });
  return { 'cache-control': 'no-store', ...Object.fromEntries(kept) };
}
