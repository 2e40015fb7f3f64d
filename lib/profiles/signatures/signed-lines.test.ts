import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '@/lib/gateway/signatures/verify';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';
import { signedLines } from '@/lib/profiles/signatures/signed-lines';

const SECRET = 'a signing secret';
const AT = new Date('2026-06-01T12:00:00Z');
const SECONDS = String(AT.getTime() / 1_000);
const NONCE = 'Ab3';
const BODY = '{"to": "49151"}';
const URL = 'https://api.example/api/sms?json=1';

function sign(url = URL, body = BODY, nonce = NONCE): string {
  const md5 = createHash('md5').update(body).digest('hex');
  const lines = [SECONDS, nonce, 'POST', url, md5].join('\n');
  return createHmac('sha256', SECRET).update(lines).digest('hex');
}

function verify(headers: Record<string, string>, changes: Partial<SignedRequest> = {}, at = AT) {
  const request: SignedRequest = {
    method: 'POST',
    target: '/api/sms?json=1',
    protocol: 'https',
    authority: 'api.example',
    origin: () => 'https://portal.example',
    path: '/api/sms',
    query: '?json=1',
    body: Buffer.from(BODY),
    header: (name) => headers[name],
    ...changes,
  };
  return verifySignature(signedLines, signedLines.read(request, 'key_1'), SECRET, at);
}

const signed = (signature = sign()) => ({
  'x-timestamp': SECONDS,
  'x-nonce': NONCE,
  'x-signature': signature,
});

describe('a request with signed lines', () => {
  it('is accepted within 30 seconds, with hexadecimal digits of any case', () => {
    for (const signature of [sign(), sign().toUpperCase()]) {
      expect(verify(signed(signature))).toMatchObject({ ok: true, value: { createdAt: AT, nonce: NONCE } });
    }
    const at = (seconds: number) => verify(signed(), {}, new Date(AT.getTime() + seconds * 1_000));
    expect([at(30).ok, at(-30).ok]).toEqual([true, true]);
    for (const seconds of [31, -31]) {
      expect(at(seconds)).toMatchObject({ refusal: { code: 'SIGNATURE_EXPIRED' } });
    }
  });

  it('is accepted for the host that arrived and for the address of this installation only', () => {
    const inside = { authority: '10.0.0.7:3000' };
    const portal = 'https://portal.example/api/sms?json=1';
    expect(verify(signed(sign(portal)), inside).ok).toBe(true);
    expect(verify(signed(sign(portal)), { ...inside, origin: undefined }).ok).toBe(false);
    expect(verify(signed(), inside).ok).toBe(false);
    expect(verify(signed(sign('http://api.example/api/sms?json=1'))).ok).toBe(false);
  });

  it.each([
    ['method', { method: 'GET' }],
    ['path', { path: '/api/voice' }],
    ['query', { query: '' }],
    ['body', { body: Buffer.from('{"to":"49151"}') }],
  ])('is refused if the %s was changed', (_, changes) => {
    expect(verify(signed(), changes)).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
  });

  it.each([
    [{ 'x-timestamp': '' }],
    [{ 'x-timestamp': `${SECONDS}.5` }],
    [{ 'x-nonce': '' }],
    [{ 'x-nonce': 'a'.repeat(33) }],
    [{ 'x-nonce': 'a-b' }],
    [{ 'x-signature': '' }],
    [{ 'x-signature': 'ab' }],
    [{ 'x-signature': 'z'.repeat(64) }],
  ])('is refused with %j', (changes) => {
    expect(verify({ ...signed(), ...changes })).toMatchObject({ refusal: { code: 'INVALID_SIGNATURE' } });
  });
});
