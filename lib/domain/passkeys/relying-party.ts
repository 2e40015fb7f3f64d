import { isIP } from 'node:net';
import { appUrl } from '@/lib/env';

/** The site that passkeys belong to, in the terms of WebAuthn: the address of this installation. */
export interface RelyingParty {
  /** The host. A passkey works on this host only. */
  id: string;
  origin: string;
}

/** The site that passkeys belong to; null if browsers offer none there: at an IP address, or without HTTPS. */
export function relyingParty(): RelyingParty | null {
  const { hostname, origin, protocol } = new URL(appUrl());
  if (isIP(hostname) || hostname.startsWith('[')) return null;
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : null;
}

/** The signatures that we accept (COSE): ES256, EdDSA and RS256. Authenticators can do at least one. */
export const SIGNATURE_ALGORITHMS = [-7, -8, -257];

/** Whether people can use passkeys here. */
export function hasPasskeys(): boolean {
  return relyingParty() !== null;
}
