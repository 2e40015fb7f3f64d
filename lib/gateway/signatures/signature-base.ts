import { type InnerList, serializeInnerList } from 'structured-headers';
import type { SignedRequest } from '@/lib/gateway/signatures/scheme';
import { Unreadable } from '@/lib/gateway/signatures/unreadable';

/** The components that we can derive from a request (RFC 9421, 2.2), besides its headers. */
const DERIVED = new Map<string, (request: SignedRequest) => string>([
  ['@method', (request) => request.method.toUpperCase()],
  [
    '@target-uri',
    ({ protocol, authority, path, query }) => `${protocol}://${authority.toLowerCase()}${path}${query}`,
  ],
  ['@authority', (request) => request.authority.toLowerCase()],
  ['@scheme', (request) => request.protocol],
  ['@request-target', (request) => `${request.path}${request.query}`],
  ['@path', (request) => request.path],
  ['@query', (request) => request.query || '?'],
]);

function component(request: SignedRequest, name: string): string {
  const derive = DERIVED.get(name);
  if (derive) return derive(request);
  const value = name.startsWith('@') ? undefined : request.header(name);
  if (value === undefined)
    throw new Unreadable(`The signature covers ${name}, which the request does not have.`);
  return value
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

/**
 * The signature base (RFC 9421, 2.5): one line a component, then the parameters.
 * @throws Unreadable when a component is unknown, missing or named twice
 */
export function signatureBase(
  request: SignedRequest,
  input: InnerList,
): { base: string; covered: Set<string> } {
  const covered = new Set<string>();
  const lines = input[0].map(([name, parameters]) => {
    if (typeof name !== 'string' || parameters.size > 0) {
      throw new Unreadable('Component names must be plain strings without parameters.');
    }
    if (covered.has(name)) throw new Unreadable(`The signature covers ${name} twice.`);
    covered.add(name);
    return `"${name}": ${component(request, name)}`;
  });
  lines.push(`"@signature-params": ${serializeInnerList(input)}`);
  return { base: lines.join('\n'), covered };
}
