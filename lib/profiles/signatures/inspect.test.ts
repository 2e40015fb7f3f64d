import { describe, expect, it } from 'vitest';
import { HOUR } from '@/lib/clock';
import { messageSignatures } from '@/lib/profiles/signatures/message-signatures';
import type { SignatureScheme } from '@/lib/profiles/signatures/scheme';
import { signedLines } from '@/lib/profiles/signatures/signed-lines';
import { timestampedLine } from '@/lib/profiles/signatures/timestamped-line';

const KEY_ID = 'key_abcdefghijklmnopqrstuv';
const AT = new Date('2026-06-01T12:00:00Z');
const SECONDS = String(AT.getTime() / 1_000);

function inspect(scheme: SignatureScheme, base: string, at = AT) {
  const remarks = scheme.inspect(base, KEY_ID, at);
  const texts = (kind: string) => remarks.filter((remark) => remark.kind === kind).map(({ text }) => text);
  return { wrong: texts('wrong'), notes: texts('note'), right: texts('right') };
}

const RFC = [
  '"@method": POST',
  '"@target-uri": https://api.example:8443/api/v1/messages?a=1',
  `"content-digest": sha-256=:${'A'.repeat(43)}=:`,
  `"@signature-params": ("@method" "@target-uri" "content-digest");created=${SECONDS};keyid="${KEY_ID}";nonce="12345678"`,
].join('\n');

const LINES = [SECONDS, 'abc123', 'POST', 'https://api.example/api/sms', 'a'.repeat(32)].join('\n');

const LINE = `POST|/api/sms|${SECONDS}|{"a":"b|c"}`;

describe.each<[string, SignatureScheme, string]>([
  ['HTTP Message Signatures', messageSignatures, RFC],
  ['signed lines', signedLines, LINES],
  ['a timestamped line', timestampedLine, LINE],
])('a base of %s', (_name, scheme, base) => {
  it('is right as it should be', () => {
    expect(inspect(scheme, base)).toMatchObject({ wrong: [], notes: [] });
    expect(inspect(scheme, base).right.length).toBeGreaterThan(2);
  });

  it('that is old gets a note', () => {
    const { wrong, notes } = inspect(scheme, base, new Date(AT.getTime() + HOUR));
    expect(wrong).toEqual([]);
    expect(notes).toEqual([expect.stringContaining(AT.toISOString())]);
  });

  it('that is something else is wrong', () => {
    expect(inspect(scheme, 'hello').wrong).toHaveLength(1);
  });

  it('must have the method in capitals', () => {
    expect(inspect(scheme, base.replace('POST', 'post')).wrong).toEqual([
      'The method must be in capitals, such as POST.',
    ]);
  });
});

describe('HTTP Message Signatures', () => {
  it.each<[string, string, string, string]>([
    ['the lines are in another order', '"@method": POST\n', '', 'Line 1 must start with "@method": as'],
    ['a line is not covered', '"content-digest");', ');', 'does not name line 3'],
    ['the address is a path', 'https://api.example:8443/', '/', 'The address must be whole'],
    [
      'the host has capitals',
      'api.example',
      'API.example',
      'The address must start with https://api.example',
    ],
    ['the digest is bare', `sha-256=:${'A'.repeat(43)}=:`, 'A'.repeat(44), '"content-digest" must look like'],
    ['another key signed', KEY_ID, 'key_other', `keyid must be "${KEY_ID}"`],
    ['the nonce is short', '"12345678"', '"1"', 'nonce is missing'],
    ['the time is text', `created=${SECONDS}`, 'created="now"', 'created is missing'],
    ['the time is in milliseconds', `created=${SECONDS}`, `created=${SECONDS}000`, 'must be in seconds'],
    ['the algorithm is another one', ';nonce', ';alg="hmac-sha512";nonce', 'alg must be'],
    ['the parameters are no list', '("@method"', '"@method"', '"@signature-params" must list the components'],
  ])('says that %s', (_what, from, to, text) => {
    expect(inspect(messageSignatures, RFC.replace(from, to)).wrong).toEqual([expect.stringContaining(text)]);
  });

  it('says which component is missing', () => {
    const params = `"@signature-params": ("@method");created=${SECONDS};keyid="${KEY_ID}";nonce="12345678"`;
    const { wrong, notes } = inspect(messageSignatures, `"@method": GET\n${params}`);
    expect(wrong).toEqual([expect.stringContaining('"@target-uri" is missing')]);
    expect(notes).toEqual([expect.stringContaining('"content-digest" is not covered')]);
  });
});

describe('signed lines', () => {
  it.each([
    ['abc123', 'with space', 'The nonce must be'],
    ['a'.repeat(32), 'A'.repeat(32), 'The last line must be the MD5'],
    [SECONDS, 'today', 'The time must be in Unix seconds.'],
    [SECONDS, `${SECONDS}000`, 'The time must be in seconds, not in milliseconds.'],
  ])('finds what is wrong: %s as %s', (from, to, text) => {
    expect(inspect(signedLines, LINES.replace(from, to)).wrong).toEqual([expect.stringContaining(text)]);
  });
});

describe('a timestamped line', () => {
  it('has no query in its path', () => {
    expect(inspect(timestampedLine, LINE.replace('/api/sms', '/api/sms?a=1')).wrong).toEqual([
      'The path must start with / and have no query.',
    ]);
  });

  it('without a body gets a note', () => {
    expect(inspect(timestampedLine, `GET|/api/sms|${SECONDS}|`).notes).toHaveLength(1);
  });
});
