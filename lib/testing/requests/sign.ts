import { createHash, randomUUID } from 'node:crypto';
import { createSigner, httpbis } from 'http-message-signatures';

export interface Signing {
  keyId: string;
  signingSecret: string;
  method: string;
  url: string;
  body?: string;
  created?: Date;
  nonce?: string;
}

/** The headers with which an independent client signs a request by RFC 9421. */
export async function signHeaders({
  keyId,
  signingSecret,
  method,
  url,
  body,
  created = new Date(),
  nonce = randomUUID(),
}: Signing): Promise<Record<string, string>> {
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('base64');
  const headers: Record<string, string> =
    body === undefined ? {} : { 'content-digest': `sha-256=:${digest}:` };
  const signed = await httpbis.signMessage(
    {
      key: createSigner(signingSecret, 'hmac-sha256', keyId),
      name: 'sig1',
      fields: ['@method', '@target-uri', ...Object.keys(headers)],
      params: ['created', 'keyid', 'nonce', 'alg'],
      paramValues: { created, nonce },
    },
    { method, url, headers },
  );
  return Object.fromEntries(
    Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
