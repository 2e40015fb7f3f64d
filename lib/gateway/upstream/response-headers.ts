export type Headers = Record<string, string | string[]>;

/**
 * What callers get of the backend's headers. Others could act on the portal, which has the same origin, on proxies in
 * front of it, or contradict Keydesk.
 */
const PASSED: ReadonlySet<string> = new Set([
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'location',
  'retry-after',
]);

/** Headers that a declaration must not let through. */
export const NEVER_PASSED =
  /^(?:x-accel-|x-sendfile|set-cookie|cache-control$|x-request-id$|content-security-policy)/;

/**
 * The headers of the backend's response that callers get. No cache stores the response: it depends on the key.
 * @param more headers that the declaration of the call names, in lower case
 * @param toPublic the address that callers know instead of one of the backend
 */
export function passedHeaders(
  given: Readonly<Record<string, string | string[] | undefined>>,
  more: readonly string[],
  toPublic: (url: string) => string,
): Headers {
  const kept = Object.entries(given).flatMap(([name, value]): [string, string | string[]][] => {
    if (value === undefined || !(PASSED.has(name) || more.includes(name))) return [];
    return [[name, name === 'location' && typeof value === 'string' ? toPublic(value) : value]];
  });
  return { ...Object.fromEntries(kept), 'cache-control': 'no-store' };
}
