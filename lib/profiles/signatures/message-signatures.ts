import { type BareItem, type InnerList, isInnerList } from 'structured-headers';
import { SECOND } from '@/lib/clock';
import { requireDigest } from '@/lib/profiles/signatures/content-digest';
import { inspectMessageSignature } from '@/lib/profiles/signatures/inspect-message-signature';
import { MESSAGE_SIGNATURE_MISTAKES } from '@/lib/profiles/signatures/message-signature-mistakes';
import { messageSignaturesGuide } from '@/lib/profiles/signatures/message-signatures-guide';
import type { SignatureClaim, SignatureScheme, SignedRequest } from '@/lib/profiles/signatures/scheme';
import { signatureBase } from '@/lib/profiles/signatures/signature-base';
import { bytes, dictionary } from '@/lib/profiles/signatures/structured-field';
import { Unreadable } from '@/lib/profiles/signatures/unreadable';

const WINDOW_SECONDS = 300;
const ALGORITHM = 'hmac-sha256';
/** In the year 9999. */
const LATEST_SECOND = 253_402_300_799;

/** The one signature of the request that was made with this key; a proxy may have added others under any label. */
function ownSignature(request: SignedRequest, keyId: string): { input: InnerList; signature: Buffer } {
  const own = [...dictionary(request, 'signature-input')].filter(
    ([, [, parameters]]) => parameters.get('keyid') === keyId,
  );
  const [member, ...more] = own;
  if (!member) throw new Unreadable(`No signature has the parameter keyid="${keyId}".`);
  if (more.length > 0) throw new Unreadable(`More than one signature has keyid="${keyId}". Send one.`);
  const [label, input] = member;
  if (!isInnerList(input)) throw new Unreadable(`${label} in Signature-Input must list components.`);
  const signature = dictionary(request, 'signature').get(label);
  if (!signature || isInnerList(signature)) throw new Unreadable(`Signature does not hold ${label}.`);
  return { input, signature: bytes(signature[0], `${label} in Signature`) };
}

function requireCoverage(request: SignedRequest, covered: Set<string>): void {
  const whole = covered.has('"@target-uri"');
  const parts = ['"@authority"', '"@path"', '"@query"'].every((name) => covered.has(name));
  if (!covered.has('"@method"')) throw new Unreadable('The signature must cover "@method".');
  if (!whole && !parts) {
    throw new Unreadable('The signature must cover "@target-uri", or "@authority", "@path" and "@query".');
  }
  if (request.body.length > 0 && !covered.has('"content-digest"')) {
    throw new Unreadable('The signature of a request with a body must cover "content-digest".');
  }
}

/** A parameter with Unix seconds. */
function time(item: BareItem | undefined, name: string): Date {
  if (typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= LATEST_SECOND) {
    return new Date(item * SECOND);
  }
  throw new Unreadable(`The signature needs the parameter ${name}, in seconds.`);
}

function claim(request: SignedRequest, keyId: string): SignatureClaim {
  const { input, signature } = ownSignature(request, keyId);
  const parameters = input[1];
  const [created, nonce, alg] = [parameters.get('created'), parameters.get('nonce'), parameters.get('alg')];
  const createdAt = time(created, 'created');
  const expiresAt = parameters.has('expires') ? time(parameters.get('expires'), 'expires') : undefined;
  if (typeof nonce !== 'string' || nonce.length < 8 || nonce.length > 128) {
    throw new Unreadable('The signature needs the parameter nonce, of 8 to 128 characters.');
  }
  // The key decides the algorithm; a message may only agree.
  if (alg !== undefined && alg !== ALGORITHM) throw new Unreadable(`This key signs by ${ALGORITHM}.`);

  const { base, covered } = signatureBase(request, input);
  requireCoverage(request, covered);
  if (covered.has('"content-digest"')) requireDigest(request);
  return { signature, base, createdAt, expiresAt, nonce };
}

/**
 * HTTP Message Signatures (RFC 9421) by HMAC-SHA-256, with Content-Digest (RFC 9530). Signatures of other keys are not
 * judged.
 */
export const messageSignatures: SignatureScheme = {
  guide: messageSignaturesGuide,
  summary:
    'HTTP Message Signatures (RFC 9421) with HMAC-SHA-256, and a sha-256 or sha-512 Content-Digest if there is a body.',
  inspect: (base, keyId, at) => inspectMessageSignature(base, keyId, at, WINDOW_SECONDS),
  signsPlainBody: false,
  mistakes: MESSAGE_SIGNATURE_MISTAKES,
  windowSeconds: WINDOW_SECONDS,
  marks: ['signature-input', 'signature'],
  // By the text, so that a signature of this key in a field that does not parse, or under a label that another one
  // took, is not mistaken for none. Key ids are letters, digits and `_`.
  isSignedBy: (request, keyId) =>
    new RegExp(`;\\s*keyid\\s*=\\s*"?${keyId}(?:["\\s;,]|$)`).test(request.header('signature-input') ?? ''),
  read(request, keyId) {
    try {
      return claim(request, keyId);
    } catch (error) {
      if (error instanceof Unreadable) return { problem: error.message };
      throw error;
    }
  },
};
