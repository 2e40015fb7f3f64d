import { request } from 'node:http';
import type { Profile, Route } from '@/lib/profiles/profile';

/** A request as it goes over the wire. */
export interface RawRequest {
  method: string;
  path: string;
  headers: [string, string][];
  body?: string | Uint8Array;
}

export interface RawResponse {
  status: number;
  contentType: string;
  header(name: string): string | undefined;
  text: string;
}

/** Sends a request as it is, also one that `fetch` would refuse or change. */
export function sendRaw(
  port: number,
  { method, path, headers, body }: RawRequest,
  agent?: import('node:http').Agent,
): Promise<RawResponse> {
  // Node frames the bodies of other methods itself.
  const framed =
    method === 'DELETE' && body !== undefined ? ['content-length', String(Buffer.byteLength(body))] : [];
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, host: '127.0.0.1', port, method, path, headers: ['host', 'x', ...headers.flat(), ...framed] },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const header = (name: string) => response.headers[name]?.toString();
          resolve({
            status: response.statusCode ?? 0,
            contentType: header('content-type') ?? '',
            header,
            text: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Where a profile's requests carry a key: the first place that it names. */
export function credentialOf({ credentials }: Profile, secret: string) {
  const [source] = credentials;
  if (!source) throw new Error('The profile names no place for a key.');
  if ('field' in source) throw new Error('The first place for a key is a field of the body.');
  if ('query' in source) return { query: { [source.query]: secret }, headers: [] };
  const value = source.scheme === null ? secret : `${source.scheme} ${secret}`;
  return { query: {}, headers: [[source.header, value]] satisfies [string, string][] };
}

/** The text of a form field. String() fails for an object without a prototype. */
function formText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Content type and text of a body in the profile's usual format. */
export function encodeBody({ bodies: [format] }: Profile, body: unknown): [type: string, text: string] {
  if (format === 'json') return ['application/json', JSON.stringify(body)];
  const fields = Object.entries(typeof body === 'object' && body !== null ? body : {});
  const form = new URLSearchParams(fields.map(([name, value]) => [name, formText(value)]));
  return ['application/x-www-form-urlencoded', form.toString()];
}

export interface RequestParts {
  secret?: string;
  /** What stands for each name in the path. */
  id?: string;
  /** What stands for some of the names instead. */
  ids?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** A text with an address instead of the host name of examples, so that nothing asks DNS. */
export function withAddress(text: string): string {
  return text.replaceAll('https://example.com/', 'https://8.8.8.1/');
}

/** The body of a route's example, with an address instead of a host name, so that nothing asks DNS. */
export function exampleBody({ docs }: Pick<Route, 'docs'>): unknown {
  const { body } = docs.example;
  if (body === undefined) return undefined;
  return JSON.parse(withAddress(JSON.stringify(body)));
}

/** A request to a route, with a JSON response where the provider has others, too. */
export function toRequest(
  profile: Profile,
  { method, path, docs, ...route }: Route,
  {
    secret,
    id = 'msg_none',
    ids = {},
    query = docs.example.query,
    body = exampleBody({ docs }),
  }: RequestParts = {},
): RawRequest {
  const credential = secret === undefined ? { query: {}, headers: [] } : credentialOf(profile, secret);
  const search = new URLSearchParams({ ...query, ...credential.query }).toString();
  const target = profile.base + path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ids[name] ?? id));
  const headers: [string, string][] = [['accept', 'application/json'], ...credential.headers];
  const sent: RawRequest = { method, path: search ? `${target}?${search}` : target, headers };
  if (route.body === undefined) return sent;
  const [type, text] = encodeBody(profile, body);
  return { ...sent, headers: [...headers, ['content-type', type]], body: text };
}
