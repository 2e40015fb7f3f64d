import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requireDigest } from '@/lib/profiles/signatures/content-digest';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';

const BODY = '{"to":"+31612345678"}';

function digest(name: string, algorithm: string, body = BODY): string {
  return `${name}=:${createHash(algorithm).update(body).digest('base64')}:`;
}

const SHA256 = digest('sha-256', 'sha256');
const SHA512 = digest('sha-512', 'sha512');
const MD5 = digest('md5', 'md5');

function check(header: string | undefined): () => void {
  const request: SignedRequest = {
    method: 'POST',
    target: '/',
    protocol: 'https',
    authority: 'example.com',
    path: '/',
    query: '',
    body: Buffer.from(BODY),
    header: () => header,
  };
  return () => requireDigest(request);
}

describe('requireDigest', () => {
  it.each([
    SHA256,
    SHA512,
    `${SHA512}, ${SHA256}`,
    `${MD5}, ${SHA256}`,
    `${SHA256};note="a parameter"`,
    `sha-3-512=:AAAA:, unknown=(1 2), ${SHA512}`,
    // Only what is accepted is judged.
    `sha=:AAAA:, ${SHA256}`,
  ])('accepts %s', (header) => {
    expect(check(header)).not.toThrow();
  });

  it.each([
    [undefined, 'is missing'],
    ['', 'sha-256 and sha-512'],
    [MD5, 'sha-256 and sha-512'],
    [digest('sha', 'sha1'), 'sha-256 and sha-512'],
    [digest('unixsum', 'md5'), 'sha-256 and sha-512'],
    [digest('sha-256', 'sha256', `${BODY} `), 'does not match'],
    [digest('sha-512', 'sha512', ''), 'does not match'],
    [`${SHA256}, ${digest('sha-512', 'sha512', '')}`, 'does not match'],
    [`${SHA512}, ${digest('sha-256', 'sha256', '')}`, 'does not match'],
    [digest('sha-256', 'sha512'), 'does not match'],
    ['sha-256=::', 'does not match'],
    ['sha-256="text"', 'byte sequence'],
    ['sha-256=(:AAAA:)', 'byte sequence'],
    ['sha-256', 'byte sequence'],
    [digest('SHA-256', 'sha256'), 'not a structured field'],
  ])('refuses %s', (header, problem) => {
    expect(check(header)).toThrow(problem);
  });
});
