import type { IncomingMessage } from 'node:http';
import { refuseMissingKey } from '@/lib/domain/api-keys/invalid-key';
import { ok, type Result, refuse } from '@/lib/errors';
import { headerValues } from '@/lib/gateway/header-values';
import type { CredentialPlace, Profile } from '@/lib/profiles/types';

/** The credential in a header's value; another scheme's credentials are none of ours (RFC 9110, 11.4). */
function readValue(value: string, { scheme }: CredentialPlace): string | undefined {
  const credential = value.trim();
  if (scheme === null) return credential || undefined;
  const prefix = credential.slice(0, scheme.length + 1).toLowerCase();
  return prefix === `${scheme.toLowerCase()} ` ? credential.slice(prefix.length).trim() : undefined;
}

/** The one API key that a call carries, in a header that the profile names; never in the URL. */
export function readCredential(request: IncomingMessage, profile: Profile): Result<string> {
  const given = new Set<string>();
  for (const place of profile.credentials) {
    for (const value of headerValues(request, place.header)) {
      const credential = readValue(value, place);
      if (credential !== undefined) given.add(credential);
    }
  }
  const [credential] = given;
  if (given.size > 1) {
    return refuse('MALFORMED_REQUEST', 'The request carries two different API keys. Send one.');
  }
  return credential === undefined ? refuseMissingKey() : ok(credential);
}
