import type { SigningGuide } from '@/lib/profiles/snippets/signing';

/** A request as its sender signed it, told by the bytes that arrived. */
export interface SignedRequest {
  method: string;
  /** The request target as it was sent, in origin form or absolute form. */
  target: string;
  /** `https` or `http`, as customers reach us. */
  protocol: string;
  /** Host and port of the target URI, as they were sent. */
  authority: string;
  /** As it was sent; empty when an absolute-form target has none. */
  path: string;
  /** With its question mark; empty when there is none. */
  query: string;
  body: Buffer;
  /** A header's value by its lower-case name; several of one name are joined by `, `. */
  header(name: string): string | undefined;
}

/** What a signed request claims, taken apart but not yet believed. */
export interface SignatureClaim {
  signature: Buffer;
  /** The string that the sender should have signed, line by line. */
  base: string;
  createdAt: Date;
  /** When the sender lets it end, if earlier than the window does. */
  expiresAt?: Date;
  /** Used once for each key. */
  nonce: string;
}

/** A claim that cannot be checked; `problem` is a sentence for the sender. */
export interface MalformedSignature {
  problem: string;
}

/** A common mistake of clients: what they sign instead of the right string. */
export interface SigningMistake {
  /** A sentence for the key's page. */
  problem: string;
  make(base: string, request: SignedRequest): string;
}

/** One way of signing requests. Schemes live side by side, and a profile chooses. */
export interface SignatureScheme {
  /** How to sign, in a sentence after “Sign each call with this secret:”. */
  summary: string;
  /** How far the request's time may lie from ours, in seconds, either way. */
  windowSeconds: number;
  /** The headers, in lower case, of which a signed request carries at least one, whether its signature is good or bad. */
  marks: readonly string[];
  /**
   * Whether a request that carries one of the marks was signed with the key `keyId`, well or badly. Other parties may
   * sign it, too.
   */
  isSignedBy(request: SignedRequest, keyId: string): boolean;
  /** Takes the signature apart. `keyId` is the public id of the key that the credential named. */
  read(request: SignedRequest, keyId: string): SignatureClaim | MalformedSignature;
  guide: SigningGuide;
  /** The mistakes that only clients of this scheme make. */
  mistakes: readonly SigningMistake[];
}
