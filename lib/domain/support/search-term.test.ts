import { describe, expect, it } from 'vitest';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { generateSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { readSearchTerm } from '@/lib/domain/support/search-term';
import { newRequestId } from '@/lib/gateway/request-id';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const read = (text: string) => readSearchTerm(text, keydesk.keys);
const secret = generateSecret(keydesk.keys, 'live', 64);

describe('readSearchTerm', () => {
  it.each([
    ['workspaceId', newId('ws')],
    ['keyId', newId('key')],
    ['requestId', newRequestId()],
  ])('recognizes an id of kind %s', (kind, id) => {
    expect(read(` ${id} `)).toEqual({ kind, id });
  });

  it.each([
    ['kd_live_****o5p6', { kind: 'mask', start: 'kd_live_', lastFour: 'o5p6' }],
    ['****o5p6', { kind: 'mask', start: '', lastFour: 'o5p6' }],
  ])('recognizes the masked key %s', (text, term) => {
    expect(read(text)).toEqual(term);
  });

  it.each([
    secret,
    `Authorization: Bearer ${secret}`,
    `KEYDESK_API_KEY="${secret}"`,
    `curl -H 'X-API-Key: ${secret}' https://api.example/api/v1/account`,
    generateSecret(keydesk.keys, 'sandbox', 32),
    generateSecret(keydesk.keys, 'live', 128),
  ])('finds the whole key in %s', (text) => {
    const term = read(text);
    expect(term.kind).toBe('secret');
    expect(text).toContain(term.kind === 'secret' && term.secret);
  });

  it.each([
    ['a mistyped key', secret.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
    ['a key without its end', secret.slice(0, -1)],
    ['the beginning of a key', secret.slice(0, 14)],
    ['a key without its beginning', secret.slice(8)],
    ['a signing secret', generateSigningSecret(keydesk.keys)],
    ['the token of a link', `https://keys.example/reset-password?token=${'aB3d'.repeat(8)}`],
  ])('treats %s as a secret that must not be used', (_, text) => {
    expect(read(text)).toEqual({ kind: 'unsafe' });
  });

  it.each([
    'Acme',
    'Donaudampfschifffahrtsgesellschaft',
    'a.very.long.address.of.the.year.2026@customers-of-the-north.example',
    'o5p6',
    'Müller & Söhne',
    newId('usr'),
  ])('does not change %s', (text) => {
    expect(read(text)).toEqual({ kind: 'text', text });
  });
});
