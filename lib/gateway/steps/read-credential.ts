import type { IncomingMessage } from 'node:http';
import { refuseKey } from '@/lib/domain/api-keys/invalid-key';
import { challenge } from '@/lib/gateway/challenge';
import { type Step, stop } from '@/lib/gateway/problem';
import type { CredentialPlace, Profile } from '@/lib/profiles/types';

/** Each value of a header: Node's own `headers` drops a repeated Authorization. */
function valuesOf(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  const { rawHeaders } = request;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const header = rawHeaders[at];
    const value = rawHeaders[at + 1];
    if (value !== undefined && header?.length === name.length && header.toLowerCase() === name)
      values.push(value);
  }
  return values;
}

/** The credential in a header's value; another scheme's credentials are none of ours (RFC 9110, 11.4). */
function readValue(value: string, { scheme }: CredentialPlace): string | undefined {
  const credential = value.trim();
  if (scheme === null) return credential || undefined;
  const prefix = credential.slice(0, scheme.length + 1).toLowerCase();
  return prefix === `${scheme.toLowerCase()} ` ? credential.slice(prefix.length).trim() : undefined;
}

/** The one API key that a call carries, in a header that the profile names; never in the URL. */
export function readCredential(request: IncomingMessage, profile: Profile): Step<string> {
  const given = new Set<string>();
  for (const place of profile.credentials) {
    for (const value of valuesOf(request, place.header)) {
      const credential = readValue(value, place);
      if (credential !== undefined) given.add(credential);
    }
  }
  const [credential] = given;
  if (given.size > 1) {
    return stop('INVALID_REQUEST', 'The request carries two different API keys. Send one.', { status: 400 });
  }
  if (credential === undefined) {
    const { refusal } = refuseKey();
    return { ok: false, refusal: { ...refusal, headers: { 'www-authenticate': challenge(profile) } } };
  }
  return { ok: true, value: credential };
}
