import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { explainMismatch } from '@/lib/gateway/signatures/explain-mismatch';
import { verifySignature } from '@/lib/gateway/signatures/verify';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { messageSignatures } from '@/lib/profiles/signatures/message-signatures';
import type { SignatureScheme, SignedRequest } from '@/lib/profiles/signatures/scheme';
import { timestampedLine } from '@/lib/profiles/signatures/timestamped-line';

const KEY_ID = 'key_abcdefghijklmnopqrstuv';
const SECRET = 'kds_c2VjcmV0';
const AT = new Date('2026-06-01T12:00:00Z');
const SECONDS = String(AT.getTime() / 1_000);
const INPUT = `("@method" "@target-uri");created=${SECONDS};keyid="${KEY_ID}";nonce="12345678"`;

function hmac(text: string, key: string | Buffer = SECRET): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function request(headers: Record<string, string>, body = ''): SignedRequest {
  return {
    method: 'POST',
    target: '/api/v1/messages?a=1',
    protocol: 'https',
    authority: 'api.example:8443',
    path: '/api/v1/messages',
    query: '?a=1',
    body: Buffer.from(body),
    header: (name) => headers[name],
  };
}

/** A request by RFC 9421 whose sender signed `text`. */
function byRfc(text: string, { input = INPUT, key }: { input?: string; key?: string | Buffer } = {}) {
  const signature = hmac(text, key).toString('base64');
  return request({ 'signature-input': `a=${input}`, signature: `a=:${signature}:` });
}

/** A request of the timestamped line whose sender signed `text`. */
function byLine(text: string, body: string) {
  return request({ 'x-timestamp': SECONDS, 'x-signature': hmac(text).toString('hex') }, body);
}

function explain(scheme: SignatureScheme, sent: SignedRequest) {
  const claim = scheme.read(sent, KEY_ID);
  if (verifySignature(scheme, claim, SECRET, AT).ok || !('base' in claim)) {
    throw new Error('This signature is not one to explain.');
  }
  return explainMismatch(scheme, sent, KEY_ID, SECRET, claim.base, keydesk);
}

const URI = 'https://api.example:8443/api/v1/messages?a=1';
const BASE = `"@method": POST\n"@target-uri": ${URI}\n"@signature-params": ${INPUT}`;

describe('a signature by RFC 9421', () => {
  it('is valid if it was made correctly', () => {
    expect(
      verifySignature(messageSignatures, messageSignatures.read(byRfc(BASE), KEY_ID), SECRET, AT).ok,
    ).toBe(true);
  });

  it.each([
    ['The other protocol was signed.', BASE.replace('https:', 'http:'), 2],
    ['The host was signed without its port.', BASE.replace(':8443', ''), 2],
    ['The query was left out.', BASE.replace('?a=1', ''), 2],
    ['The slash at the end of the path differs.', BASE.replace('messages?', 'messages/?'), 2],
    ['The path was signed without its beginning.', BASE.replace('/api/v1', ''), 2],
    ['The method was signed in lower case.', BASE.replace('POST', 'post'), 1],
    ['A line break was signed at the end.', `${BASE}\n`, 4],
    ['The lines end in CR LF.', BASE.replaceAll('\n', '\r\n'), 1],
    ['The names of the components have no quotes.', BASE.replace(/^"([^"]+)": /gm, '$1: '), 1],
    ['The last line, "@signature-params", was left out.', BASE.replace(/\n"@signature-params".*$/, ''), 3],
  ])('is explained: %s', (problem, signed, line) => {
    expect(explain(messageSignatures, byRfc(signed))).toEqual({
      problem,
      base: BASE,
      line,
      expected: BASE.split('\n')[line - 1] ?? '',
      signed: signed.split('\n')[line - 1] ?? '',
    });
  });

  it('is explained if the default port was signed', () => {
    const atDefault = { ...byRfc(BASE.replace(':8443', ':443')), authority: 'api.example' };
    expect(explain(messageSignatures, atDefault)).toMatchObject({
      problem: 'The host was signed with the default port.',
      line: 2,
      expected: `"@target-uri": ${URI.replace(':8443', '')}`,
      signed: `"@target-uri": ${URI.replace(':8443', ':443')}`,
    });
  });

  it('is explained if the parameters were spelled differently', () => {
    const input = INPUT.replaceAll(';', '; ');
    const signed = BASE.replace(INPUT, input);
    expect(explain(messageSignatures, byRfc(signed, { input }))).toMatchObject({
      problem: expect.stringContaining('another spelling'),
      line: 3,
    });
  });

  it.each([
    ['decoded from base64', Buffer.from(SECRET, 'base64')],
    ['without its prefix', SECRET.replace('kds_', '')],
    ['with a line break', `${SECRET}\n`],
  ])('is explained if the secret was used %s', (words, key) => {
    const explained = explain(messageSignatures, byRfc(BASE, { key }));
    expect(explained).toEqual({ problem: expect.stringContaining(words), base: BASE });
  });

  it('shows what should have been signed if nothing explains it', () => {
    expect(explain(messageSignatures, byRfc('something else'))).toEqual({
      problem: expect.stringContaining('None of the common mistakes'),
      base: BASE,
    });
  });
});

describe('the timestamped line', () => {
  const body = '{ "to": ["+31612345678"] }';
  const line = `POST|/api/v1/messages|${SECONDS}|${body}`;

  it('is the method, the path without the query, the time and the raw body', () => {
    const sent = byLine(line, body);
    const holds = (seconds: number) => {
      const at = new Date(AT.getTime() + seconds * 1_000);
      return verifySignature(timestampedLine, timestampedLine.read(sent, KEY_ID), SECRET, at);
    };
    expect(holds(0)).toMatchObject({ ok: true, value: { createdAt: AT } });
    expect([holds(300).ok, holds(-300).ok]).toEqual([true, true]);
    expect(holds(301)).toMatchObject({ refusal: { code: 'SIGNATURE_EXPIRED' } });
    expect(holds(-301)).toMatchObject({ refusal: { code: 'SIGNATURE_EXPIRED' } });
  });

  it.each([
    ['The path was signed with the query.', line.replace('messages', 'messages?a=1')],
    ['The body was serialized again after it was signed.', line.replace(body, '{"to":["+31612345678"]}')],
    ['The body was left out.', line.replace(body, '')],
    ['The method was signed in lower case.', line.replace('POST', 'post')],
  ])('is explained: %s', (problem, signed) => {
    expect(explain(timestampedLine, byLine(signed, body))).toMatchObject({
      problem,
      line: 1,
      expected: line,
      signed,
    });
  });

  it.each([
    [{ 'x-signature': '0'.repeat(64) }],
    [{ 'x-timestamp': SECONDS }],
    [{ 'x-timestamp': `${SECONDS}.5`, 'x-signature': '0'.repeat(64) }],
    [{ 'x-timestamp': SECONDS, 'x-signature': 'A'.repeat(64) }],
  ])('cannot be read from %j', (headers) => {
    expect(
      verifySignature(timestampedLine, timestampedLine.read(request(headers), KEY_ID), SECRET, AT),
    ).toMatchObject({
      refusal: { code: 'INVALID_SIGNATURE' },
    });
    expect(timestampedLine.read(request(headers), KEY_ID)).toHaveProperty('problem');
  });
});
