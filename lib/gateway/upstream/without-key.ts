import type { IncomingMessage } from 'node:http';
import { IDENTITY_HEADERS } from '@/lib/gateway/upstream/identity-headers';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { CredentialNames } from '@/lib/profiles/credential-names';
import type { CredentialSource } from '@/lib/profiles/profile';

/** Headers of one connection (RFC 9110, 7.6.1), and those that undici writes itself. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Headers by which a caller could change path, method, address or identity for the backend. Backends read `_` in a name
 * as `-`.
 */
const OVERRIDES =
  /^(?:keydesk-|x-original-|x-rewrite-url$|x-(?:http-)?method|x-forwarded-|forwarded$|x-real-ip$|x-client-ip$|x-cluster-client-ip$|true-client-ip$|cf-connecting-ip$)/;

/**
 * The headers of a request for the backend, as name and value in turn. Those that can contain a key are left out, and
 * those that only Keydesk writes.
 */
export function headersWithoutKey(
  { rawHeaders, headers }: IncomingMessage,
  credentials: readonly CredentialSource[],
): string[] {
  const keyHeaders = credentials.flatMap((source) => ('header' in source ? source.header : []));
  const dropped = new Set([
    ...HOP_BY_HOP,
    // Those that the request lists as headers of its connection.
    ...(headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()),
    ...keyHeaders,
    ...IDENTITY_HEADERS,
    'authorization',
    'cookie',
  ]);
  const kept: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const plain = name.toLowerCase().replaceAll('_', '-');
    if (!dropped.has(plain) && !OVERRIDES.test(plain)) kept.push(name, value);
  }
  return kept;
}

/** A query as it was sent, without the parameters that can contain a key. */
export function queryWithoutKey(query: string, { parameters }: CredentialNames): string {
  if (parameters.length === 0) return query;
  const isKey = (part: string) => {
    const [name] = new URLSearchParams(part).keys();
    return name !== undefined && parameters.includes(name);
  };
  return query
    .split('&')
    .filter((part) => !isKey(part))
    .join('&');
}

/** A body as it was sent; written again without the field that contains a key, if it has one. */
export function bodyWithoutKey(
  body: Buffer,
  format: BodyFormat | undefined,
  { fields }: CredentialNames,
): Buffer {
  if (format === undefined || fields.length === 0) return body;
  if (format === 'form') {
    const form = new URLSearchParams(body.toString('utf8'));
    if (!fields.some((field) => form.has(field))) return body;
    for (const field of fields) form.delete(field);
    return Buffer.from(form.toString());
  }
  const json = parseObject(body);
  if (!json || !fields.some((field) => field in json)) return body;
  return Buffer.from(
    JSON.stringify(Object.fromEntries(Object.entries(json).filter(([name]) => !fields.includes(name)))),
  );
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    // It is not JSON, so it has no fields. The backend refuses it.
    return undefined;
  }
}
