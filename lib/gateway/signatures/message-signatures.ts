import { createHash, timingSafeEqual } from 'node:crypto';
import { type BareItem, isInnerList, parseDictionary } from 'structured-headers';
import { SECOND } from '@/lib/clock';
import type { SignatureClaim, SignatureScheme, SignedRequest } from '@/lib/gateway/signatures/scheme';
import { signatureBase } from '@/lib/gateway/signatures/signature-base';
import { Unreadable } from '@/lib/gateway/signatures/unreadable';

const ALGORITHM = 'hmac-sha256';
/** In the year 9999. */
const LATEST_SECOND = 253_402_300_799;

function dictionary(request: SignedRequest, name: string) {
  const value = request.header(name);
  if (value === undefined) throw new Unreadable(`The header ${name} is missing.`);
  try {
    return parseDictionary(value);
  } catch {
    throw new Unreadable(`The header ${name} is not a structured field (RFC 8941).`);
  }
}

function bytes(item: BareItem | undefined, what: string): Buffer {
  if (item instanceof ArrayBuffer) return Buffer.from(item);
  throw new Unreadable(`${what} must be a byte sequence, such as :AbC=:.`);
}

function requireCoverage(request: SignedRequest, covered: Set<string>): void {
  const whole = covered.has('@target-uri');
  const parts = ['@authority', '@path', '@query'].every((name) => covered.has(name));
  if (!covered.has('@method')) throw new Unreadable('The signature must cover "@method".');
  if (!whole && !parts) {
    throw new Unreadable('The signature must cover "@target-uri", or "@authority", "@path" and "@query".');
  }
  if (request.body.length > 0 && !covered.has('content-digest')) {
    throw new Unreadable('The signature of a request with a body must cover "content-digest".');
  }
}

/** Checks the body against Content-Digest (RFC 9530), where the request carries one. */
function requireDigest(request: SignedRequest): void {
  if (request.header('content-digest') === undefined) return;
  const digest = dictionary(request, 'content-digest').get('sha-256');
  const claimed = bytes(digest && !isInnerList(digest) ? digest[0] : undefined, 'sha-256 in Content-Digest');
  const actual = createHash('sha256').update(request.body).digest();
  if (claimed.length !== actual.length || !timingSafeEqual(claimed, actual)) {
    throw new Unreadable('The body does not match the header Content-Digest.');
  }
}

/** A parameter that holds unix seconds. */
function time(item: BareItem | undefined, name: string): Date {
  if (typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= LATEST_SECOND) {
    return new Date(item * SECOND);
  }
  throw new Unreadable(`The signature needs the parameter ${name}, in seconds.`);
}

function claim(request: SignedRequest, keyId: string): SignatureClaim {
  const inputs = dictionary(request, 'signature-input');
  const signatures = dictionary(request, 'signature');
  const [label, input] = [...inputs][0] ?? [];
  if (inputs.size !== 1 || label === undefined || !input || !isInnerList(input)) {
    throw new Unreadable('Signature-Input must hold exactly one signature.');
  }
  const signature = signatures.get(label);
  if (!signature || isInnerList(signature)) throw new Unreadable(`Signature does not hold ${label}.`);

  const parameters = input[1];
  const [created, nonce, alg] = [parameters.get('created'), parameters.get('nonce'), parameters.get('alg')];
  const createdAt = time(created, 'created');
  const expiresAt = parameters.has('expires') ? time(parameters.get('expires'), 'expires') : undefined;
  if (typeof nonce !== 'string' || nonce.length < 8 || nonce.length > 128) {
    throw new Unreadable('The signature needs the parameter nonce, of 8 to 128 characters.');
  }
  if (parameters.get('keyid') !== keyId) throw new Unreadable(`The parameter keyid must be ${keyId}.`);
  // The key decides the algorithm; a message may only agree.
  if (alg !== undefined && alg !== ALGORITHM) throw new Unreadable(`This key signs by ${ALGORITHM}.`);

  const { base, covered } = signatureBase(request, input);
  requireCoverage(request, covered);
  requireDigest(request);
  return {
    signature: bytes(signature[0], 'The signature'),
    base,
    createdAt,
    expiresAt,
    nonce,
  };
}

/** HTTP Message Signatures (RFC 9421) by HMAC-SHA-256, with Content-Digest (RFC 9530). */
export const messageSignatures: SignatureScheme = {
  windowSeconds: 300,
  marks: ['signature-input', 'signature'],
  read(request, keyId) {
    try {
      return claim(request, keyId);
    } catch (error) {
      if (error instanceof Unreadable) return { problem: error.message };
      throw error;
    }
  },
};
