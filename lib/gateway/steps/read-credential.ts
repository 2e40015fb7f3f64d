import type { IncomingMessage } from 'node:http';
import { refuseMissingKey } from '@/lib/domain/key-calls/invalid-key';
import { ok, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { headerValues } from '@/lib/gateway/header-values';
import type { CredentialSource, Profile } from '@/lib/profiles/profile';

/** The credential in a header's value; those of another scheme are not ours (RFC 9110, 11.4). */
function readValue(value: string, scheme: string | null): string | undefined {
  const credential = value.trim();
  if (scheme === null) return credential || undefined;
  const prefix = credential.slice(0, scheme.length + 1).toLowerCase();
  return prefix === `${scheme.toLowerCase()} ` ? credential.slice(prefix.length).trim() : undefined;
}

function readSource(request: IncomingMessage, query: string, source: CredentialSource): string[] {
  if ('query' in source) return new URLSearchParams(query).getAll(source.query).filter(Boolean);
  return headerValues(request, source.header).flatMap((value) => readValue(value, source.scheme) ?? []);
}

/** The one API key that a call carries, in a place that the profile names. */
export function readCredential({ request, query }: Call, { credentials }: Profile): Result<string> {
  const given = new Set(credentials.flatMap((source) => readSource(request, query, source)));
  const [credential] = given;
  if (given.size > 1) {
    return refuse('MALFORMED_REQUEST', 'The request carries two different API keys. Send one.');
  }
  return credential === undefined ? refuseMissingKey() : ok(credential);
}
