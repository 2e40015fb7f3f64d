import { hash, timingSafeEqual } from 'node:crypto';
import { isInnerList } from 'structured-headers';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';
import { bytes, dictionary } from '@/lib/profiles/signatures/structured-field';
import { Unreadable } from '@/lib/profiles/signatures/unreadable';

/** The digests that we accept, as RFC 9530 names them, and what Node calls them. The other names are weak or unknown. */
const ACCEPTED = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);

/**
 * Checks the body against the header Content-Digest (RFC 9530). The header must contain an accepted digest, and each
 * accepted digest must match. Other digests are ignored.
 * @throws Unreadable when the header is missing, does not parse, contains no accepted digest, or differs from the body
 */
export function requireDigest(request: SignedRequest): void {
  let hasAccepted = false;
  for (const [name, digest] of dictionary(request, 'content-digest')) {
    const algorithm = ACCEPTED.get(name);
    if (!algorithm) continue;
    hasAccepted = true;
    const claimed = bytes(isInnerList(digest) ? undefined : digest[0], `${name} in Content-Digest`);
    const actual = hash(algorithm, request.body, 'buffer');
    if (claimed.length !== actual.length || !timingSafeEqual(claimed, actual)) {
      throw new Unreadable('The body does not match the header Content-Digest.');
    }
  }
  if (!hasAccepted) {
    throw new Unreadable(`Content-Digest must hold one of ${[...ACCEPTED.keys()].join(' and ')}.`);
  }
}
