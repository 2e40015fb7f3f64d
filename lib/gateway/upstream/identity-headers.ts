import { createHash, createHmac } from 'node:crypto';
import { type InnerList, serializeDictionary, serializeInnerList } from 'structured-headers';
import { now } from '@/lib/clock';
import { signatureBase } from '@/lib/profiles/signatures/signature-base';

/** Who called, as the backend reads it. */
export interface CallerIdentity {
  workspaceId: string;
  keyId: string;
  environment: string;
  requestId: string;
  /** Of the caller. */
  address: string;
}

/** A request to the backend, before it is signed. */
export interface UpstreamTarget {
  method: string;
  /** Without the query. */
  path: string;
  /** With its question mark; empty when there is none. */
  query: string;
  body: Buffer;
}

const COVERED = ['@method', '@path', '@query', 'content-digest'];
/** The label of the signature, and the id of its key. */
const NAME = 'keydesk';

function toHeaders({ workspaceId, keyId, environment, requestId, address }: CallerIdentity, body: Buffer) {
  return {
    'keydesk-workspace': workspaceId,
    'keydesk-key': keyId,
    'keydesk-environment': environment,
    'x-request-id': requestId,
    'x-forwarded-for': address,
    'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
  };
}

/** Headers that Keydesk writes, and callers do, too: theirs are dropped. */
export const IDENTITY_HEADERS: ReadonlySet<string> = new Set([
  'x-request-id',
  'content-digest',
  'signature',
  'signature-input',
]);

/**
 * The headers that tell the backend who called, signed with `secret` (RFC 9421, hmac-sha256). The signature covers them,
 * the method, the path, the query, and the body by its digest (RFC 9530).
 */
export function identityHeaders(
  identity: CallerIdentity,
  target: UpstreamTarget,
  secret: string,
): Record<string, string> {
  const headers: Record<string, string> = toHeaders(identity, target.body);
  const names = [...COVERED, ...Object.keys(headers).filter((name) => !COVERED.includes(name))];
  const input: InnerList = [
    names.map((name) => [name, new Map()]),
    new Map<string, number | string>([
      ['created', Math.floor(now().getTime() / 1_000)],
      ['keyid', NAME],
      ['alg', 'hmac-sha256'],
    ]),
  ];
  const { base } = signatureBase(
    {
      ...target,
      target: `${target.path}${target.query}`,
      protocol: 'https',
      authority: '',
      header: (name) => headers[name],
    },
    input,
  );
  const signature = createHmac('sha256', secret).update(base).digest();
  return {
    ...headers,
    'signature-input': `${NAME}=${serializeInnerList(input)}`,
    signature: serializeDictionary(new Map([[NAME, [new Uint8Array(signature).buffer, new Map()]]])),
  };
}
