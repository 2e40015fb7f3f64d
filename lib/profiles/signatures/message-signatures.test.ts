import { createHash, createHmac, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createSigner, httpbis } from 'http-message-signatures';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '@/lib/gateway/signatures/verify';
import { messageSignatures } from '@/lib/profiles/signatures/message-signatures';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';

const KEY_ID = 'key_abcdefghijklmnopqrstuv';
const SECRET = 'kds_a secret of this test';
const AT = new Date('2026-06-01T12:00:00Z');

interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

function arrived({ method, url, headers, body }: Sent): SignedRequest {
  const { protocol, host, pathname, search } = new URL(url);
  return {
    method,
    protocol: protocol.slice(0, -1),
    target: `${pathname}${search}`,
    authority: host,
    path: pathname,
    query: search,
    body: Buffer.from(body),
    header: (name) => headers[name],
  };
}

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Signs as an independent client does. */
async function signed(
  changes: Partial<Sent> = {},
  parameters: { created?: Date; nonce?: string } = {},
): Promise<Sent> {
  const {
    method = 'POST',
    url = 'https://api.example/api/v1/messages?a=1',
    body = '{"to":"+15005550001"}',
  } = changes;
  const digest = createHash('sha256').update(body).digest('base64');
  const headers: Record<string, string> = body === '' ? {} : { 'Content-Digest': `sha-256=:${digest}:` };
  const message = await httpbis.signMessage(
    {
      key: createSigner(SECRET, 'hmac-sha256', KEY_ID),
      name: 'sig1',
      fields: ['@method', '@target-uri', ...(body === '' ? [] : ['content-digest'])],
      params: ['created', 'keyid', 'nonce', 'alg'],
      paramValues: { created: AT, nonce: randomUUID(), ...parameters },
    },
    { method, url, headers },
  );
  return { method, url, body, headers: lowerCased(message.headers as Record<string, string>) };
}

const verify = (sent: Sent, { keyId = KEY_ID, at = AT, secret = SECRET } = {}) =>
  verifySignature(messageSignatures, messageSignatures.read(arrived(sent), keyId), secret, at);

describe('a signed request', () => {
  it('passes as an independent client sends it, with and without a body', async () => {
    expect(await verify(await signed())).toMatchObject({ ok: true });
    expect(await verify(await signed({ method: 'GET', body: '' }))).toMatchObject({ ok: true });
  });

  it('passes with the address in parts', async () => {
    const sent = await signed();
    const parameters = `;created=${AT.getTime() / 1000};keyid="${KEY_ID}";nonce="12345678"`;
    const components = '("@method" "@authority" "@path" "@query" "content-digest")';
    const base = [
      '"@method": POST',
      '"@authority": api.example',
      '"@path": /api/v1/messages',
      '"@query": ?a=1',
      `"content-digest": ${sent.headers['content-digest']}`,
      `"@signature-params": ${components}${parameters}`,
    ].join('\n');
    const signature = createHmac('sha256', SECRET).update(base).digest('base64');
    const headers = {
      ...sent.headers,
      'signature-input': `sig1=${components}${parameters}`,
      signature: `sig1=:${signature}:`,
    };
    expect(verify({ ...sent, headers })).toMatchObject({ ok: true, value: { nonce: '12345678' } });
  });

  it.each<[string, (sent: Sent) => Sent]>([
    ['method', (sent) => ({ ...sent, method: 'PUT' })],
    ['host', (sent) => ({ ...sent, url: sent.url.replace('api.example', 'api.other') })],
    ['path', (sent) => ({ ...sent, url: sent.url.replace('messages', 'messagez') })],
    ['query', (sent) => ({ ...sent, url: sent.url.replace('a=1', 'a=2') })],
    ['protocol', (sent) => ({ ...sent, url: sent.url.replace('https', 'http') })],
    ['body', (sent) => ({ ...sent, body: sent.body.replace('1', '2') })],
    ['time', (sent) => change(sent, 'signature-input', /created=(\d)/, 'created=2')],
    ['nonce', (sent) => change(sent, 'signature-input', /nonce="./, 'nonce="_')],
    [
      'covered components',
      (sent) => change(sent, 'signature-input', '"@method" "@target-uri"', '"@target-uri" "@method"'),
    ],
    ['key id', (sent) => change(sent, 'signature-input', KEY_ID, 'key_zzzzzzzzzzzzzzzzzzzzzz')],
    ['algorithm', (sent) => change(sent, 'signature-input', 'hmac-sha256', 'rsa-v1_5-sha256')],
    ['signature, cut short', (sent) => change(sent, 'signature', /:.{8}/, ':')],
    ['signature, no bytes', (sent) => change(sent, 'signature', /:.*:/, '"text"')],
    ['digest', (sent) => change(sent, 'content-digest', 'sha-256', 'sha-512')],
    ['type of key id', (sent) => change(sent, 'signature-input', `"${KEY_ID}"`, KEY_ID)],
  ])('is refused with another %s', async (_, tamper) => {
    expect(verify(tamper(await signed()))).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
  });

  it('is refused with any bit of its signature changed', async () => {
    const sent = await signed();
    const text = /:(.*):/.exec(sent.headers.signature ?? '')?.[1] ?? '';
    const signature = Buffer.from(text, 'base64');
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const changed = Buffer.from(signature);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const headers = { ...sent.headers, signature: `sig1=:${changed.toString('base64')}:` };
      expect(verify({ ...sent, headers })).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
    }
  });

  it('is refused with another secret, or for another key', async () => {
    const sent = await signed();
    expect(verify(sent, { secret: 'another' })).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
    expect(verify(sent, { keyId: 'key_zzzzzzzzzzzzzzzzzzzzzz' })).toMatchObject({
      refusal: { code: 'INVALID_SIGNATURE' },
    });
  });

  it('holds for exactly 300 seconds either way', async () => {
    const sent = await signed();
    const shifted = (ms: number) => verify(sent, { at: new Date(AT.getTime() + ms) });
    expect(shifted(300_000)).toMatchObject({ ok: true });
    expect(shifted(-300_000)).toMatchObject({ ok: true });
    expect(shifted(300_001)).toMatchObject({ refusal: { code: 'SIGNATURE_EXPIRED' } });
    expect(shifted(-300_001)).toMatchObject({ refusal: { code: 'SIGNATURE_EXPIRED' } });
  });

  it.each<[string, string | RegExp, string]>([
    ['created', /;created=\d+/, ''],
    ['nonce', /;nonce="[^"]*"/, ''],
    ['keyid', /;keyid="[^"]*"/, ''],
    ['@method', '"@method" ', ''],
    ['@target-uri', '"@target-uri"', ''],
    ['content-digest', ' "content-digest"', ''],
    ['what it covers', '"@method"', '"x-missing"'],
    ['a component only once', '"@method"', '"@method" "@method"'],
    ['plain components', '"@method"', '"@method";req'],
  ])('must name %s', async (_, from, to) => {
    expect(verify(change(await signed(), 'signature-input', from, to))).toMatchObject({
      refusal: { code: 'INVALID_SIGNATURE', message: expect.stringMatching(/\.$/) },
    });
  });

  /** The request with a signature that a proxy added, before or after the own one. */
  function forwarded(sent: Sent, input: string, signature: string, position: 'before' | 'after'): Sent {
    const join = (own: string | undefined, added: string) =>
      (position === 'before' ? [added, own] : [own, added]).filter((part) => part).join(', ');
    const headers = {
      ...sent.headers,
      'signature-input': join(sent.headers['signature-input'], input),
      signature: join(sent.headers.signature, signature),
    };
    return { ...sent, headers };
  }

  const OTHERS: Array<[input: string, signature: string]> = [
    [`b=("@method");keyid="proxy-${KEY_ID}"`, 'b=:AAAA:'],
    [`b=("@method");keyid="${KEY_ID}x"`, 'b=:AAAA:'],
    [`b=("@method");keyid="proxy";tag="${KEY_ID}"`, 'b=:AAAA:'],
    ['proxy=("@method");created=1;keyid="proxy";alg="ecdsa-p256-sha256"', 'proxy=:AAAA:'],
    ['proxy=("@status" "x-missing";sf "@method";req "@x");keyid="proxy"', 'proxy=:AAAA:'],
    ['proxy=();created="never";expires=-1;nonce=token;keyid=7;alg=?0;x=:AAAA:', 'proxy="text"'],
    ['proxy=("@method" "@method")', 'proxy=(:AAAA:)'],
    ['proxy=1;keyid="proxy"', 'proxy'],
    ['proxy=("@method");keyid="proxy"', ''],
    ['', 'proxy=:AAAA:'],
    ['*=();keyid="proxy", z.-_*=("@method");keyid="other"', 'z.-_*=:AAAA:, y=:AAAA:'],
    [`proxy=("@method");keyid="${KEY_ID.toUpperCase()}"`, 'proxy=:AAAA:'],
  ];

  it.each(OTHERS)('passes next to a signature of another party: %s', async (input, signature) => {
    for (const position of ['before', 'after'] as const) {
      expect(verify(forwarded(await signed(), input, signature, position))).toMatchObject({ ok: true });
    }
  });

  it.each<[string, string, string]>([
    ['a second one of the same key', `b=("@method");keyid="${KEY_ID}"`, 'b=:AAAA:'],
    ['one that took its label', 'sig1=("@method");keyid="proxy"', 'sig1=:AAAA:'],
    ['a member that is not a structured field', 'b=("@method"', 'b=:AAAA:'],
    ['a signature that is not a structured field', 'b=("@method");keyid="proxy"', 'b=:AAAA'],
  ])('is refused next to %s', async (_, input, signature) => {
    const sent = forwarded(await signed(), input, signature, 'after');
    expect(messageSignatures.isSignedBy(arrived(sent), KEY_ID)).toBe(true);
    expect(verify(sent)).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
  });

  it.each(OTHERS)('is not mistaken for the signature of another: %s', (input, signature) => {
    const headers = { 'signature-input': input, signature };
    const sent = { method: 'GET', url: 'https://api.example/', headers, body: '' };
    expect(messageSignatures.isSignedBy(arrived(sent), KEY_ID)).toBe(false);
    expect(verify(sent)).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
  });

  it('is read without a fault whatever its headers hold', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('sig1=()', 'sig1=("@method");created=1', 'sig1=::', 'sig1=1'),
    );
    fc.assert(
      fc.property(text, text, text, (input, signature, digest) => {
        const headers = { 'signature-input': input, signature, 'content-digest': digest };
        const verified = verify({ method: 'GET', url: 'https://api.example/', headers, body: '' });
        expect(verified.ok).toBe(false);
      }),
    );
  });
});

function change(sent: Sent, header: string, from: string | RegExp, to: string): Sent {
  const value = sent.headers[header] ?? '';
  expect(value).not.toBe(value.replace(from, to));
  return { ...sent, headers: { ...sent.headers, [header]: value.replace(from, to) } };
}
