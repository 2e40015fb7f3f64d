import type { CheckedScheme } from '@/lib/domain/signature-checks/remark';
import type { SigningGuide } from '@/lib/profiles/snippets/signing';

/** A request as it arrived: what its sender should have signed. */
export interface SignedRequest {
  method: string;
  /** The request target as it was sent, in origin form or absolute form. */
  target: string;
  /** `https` or `http`, as the customer sent it. */
  protocol: string;
  /** Host and port of the target URI, as they were sent. */
  authority: string;
  /** Where this installation is reached, such as `https://portal.example`, for schemes that accept it as authority. */
  origin?(): string;
  /** As it was sent; empty when an absolute-form target has none. */
  path: string;
  /** With its question mark; empty when there is none. */
  query: string;
  body: Buffer;
  /** A header's value by its lower-case name; several of one name are joined by `, `. */
  header(name: string): string | undefined;
}

/** The parts of a signature, before it is verified. */
export interface SignatureClaim {
  signature: Buffer;
  /** The string that the sender should have signed. */
  base: string;
  /** Others that are accepted, too. */
  otherBases?: readonly string[];
  createdAt: Date;
  /** When it expires, if the sender says so. The window can end earlier. */
  expiresAt?: Date;
  /** Accepted once for each key. */
  nonce: string;
}

/** A signature that cannot be read. `problem` is a sentence for the sender. */
export interface MalformedSignature {
  problem: string;
}

/** A common mistake of clients: what they sign instead of the right string. */
export interface SigningMistake {
  /** A sentence for the key's page. */
  problem: string;
  make(base: string, request: SignedRequest): string;
}

/** One way of signing requests. A profile selects one. */
export interface SignatureScheme extends CheckedScheme {
  /** How to sign, in a sentence after “Sign each call with this secret:”. */
  summary: string;
  /** The largest difference between the time of the request and ours, in seconds. */
  windowSeconds: number;
  /** Headers in lower case. A signed request has at least one of them, also if its signature is wrong. */
  marks: readonly string[];
  /**
   * Whether a request with one of these headers was signed with the key `keyId`, also if the signature is wrong. Other
   * parties can sign it, too.
   */
  isSignedBy(request: SignedRequest, keyId: string): boolean;
  /** Reads the signature. `keyId` is the public id of the key of the call. */
  read(request: SignedRequest, keyId: string): SignatureClaim | MalformedSignature;
  guide: SigningGuide;
  /** The mistakes that only clients of this scheme make. */
  mistakes: readonly SigningMistake[];
}
