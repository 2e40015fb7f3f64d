import type { Parameters } from 'structured-headers';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';
import { Unreadable } from '@/lib/profiles/signatures/unreadable';

/** The port of each scheme that an address may leave out. */
export const DEFAULT_PORTS: Record<string, string> = { http: '80', https: '443' };

/** Host and port in lower case, without the port where it is empty or the default of the scheme (RFC 9110, 4.2.3). */
function normalAuthority({ protocol, authority }: SignedRequest): string {
  const lower = authority.toLowerCase();
  const port = /:(\d*)$/.exec(lower);
  const isDefault = port !== null && (port[1] === '' || port[1] === DEFAULT_PORTS[protocol]);
  return isDefault ? lower.slice(0, port.index) : lower;
}

const normalPath = ({ path }: SignedRequest) => path || '/';

/** The components that we can derive from a request (RFC 9421, 2.2) and that take no parameters. */
const DERIVED = new Map<string, (request: SignedRequest) => string>([
  ['@method', ({ method }) => method],
  [
    '@target-uri',
    (request) => `${request.protocol}://${normalAuthority(request)}${normalPath(request)}${request.query}`,
  ],
  ['@authority', normalAuthority],
  ['@scheme', ({ protocol }) => protocol],
  ['@request-target', ({ target }) => target],
  ['@path', normalPath],
  ['@query', ({ query }) => query || '?'],
]);

/** Percent-encodes as the serializer of application/x-www-form-urlencoded does, but a space as %20 (RFC 9421, 2.2.8). */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The value of one query parameter (RFC 9421, 2.2.8); `name` is encoded. */
function queryParameter({ query }: SignedRequest, name: string): string {
  const values = [...new URLSearchParams(query)].filter(([given]) => encode(given) === name);
  const [parameter, ...more] = values;
  if (!parameter) throw new Unreadable(`The signature covers the query parameter ${name}, which is missing.`);
  if (more.length > 0) {
    throw new Unreadable(`The query parameter ${name} is given more than once. Cover "@query" instead.`);
  }
  return encode(parameter[1]);
}

function refuseParameters(name: string, parameters: Parameters): void {
  const [parameter] = parameters.keys();
  if (parameter === undefined) return;
  throw new Unreadable(
    parameter === 'req'
      ? `${name} has the parameter req, which is for responses only.`
      : `${name} has the parameter ${parameter}, which is not supported here. Cover ${name} without it.`,
  );
}

/**
 * The value of a component of the signature base: a derived component or a header.
 * @throws Unreadable when the request does not have it, or its parameters are not supported
 */
export function componentValue(request: SignedRequest, name: string, parameters: Parameters): string {
  if (name === '@query-param') {
    const parameter = parameters.get('name');
    if (typeof parameter !== 'string' || parameters.size > 1) {
      throw new Unreadable('"@query-param" needs the parameter name, and takes no other.');
    }
    return queryParameter(request, parameter);
  }
  refuseParameters(name, parameters);
  const derive = DERIVED.get(name);
  if (derive) return derive(request);
  const value = name.startsWith('@') ? undefined : request.header(name);
  if (value === undefined) {
    throw new Unreadable(`The signature covers ${name}, which the request does not have.`);
  }
  return value;
}
