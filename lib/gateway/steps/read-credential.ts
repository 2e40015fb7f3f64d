import type { IncomingMessage } from 'node:http';
import { refuseMissingKey } from '@/lib/domain/key-calls/invalid-key';
import { ok, type Result, refuse, type SoonResult } from '@/lib/errors';
import { textsInFields } from '@/lib/gateway/body-fields';
import type { Call } from '@/lib/gateway/call';
import { headerValues } from '@/lib/gateway/header-values';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { CredentialNames } from '@/lib/profiles/credential-names';
import type { CredentialSource, Profile } from '@/lib/profiles/profile';
import { say } from '@/lib/say';

/** The credential in the value of a header. Values with another scheme are ignored (RFC 9110, 11.4). */
function readValue(value: string, header: string, scheme: string | null): string | undefined {
  const credential = value.trim();
  if (scheme === null) {
    const isOfScheme = header === 'authorization' && credential.includes(' ');
    return isOfScheme ? undefined : credential || undefined;
  }
  const prefix = credential.slice(0, scheme.length + 1).toLowerCase();
  return prefix === `${scheme.toLowerCase()} ` ? credential.slice(prefix.length).trim() : undefined;
}

function readSource(request: IncomingMessage, query: string, source: CredentialSource): string[] {
  if ('query' in source) return new URLSearchParams(query).getAll(source.query).filter(Boolean);
  if ('field' in source) return [];
  const credentials: string[] = [];
  for (const value of headerValues(request, source.header)) {
    const credential = readValue(value, source.header, source.scheme);
    if (credential !== undefined) credentials.push(credential);
  }
  return credentials;
}

function refuseTwoKeys() {
  return refuse('MALFORMED_REQUEST', say`The request carries two different API keys. Send one.`);
}

/**
 * Reads the API key of a call, from the sources that the profile declares, and notes on the call whether its URL contains
 * one. Refuses with MISSING_API_KEY, or with MALFORMED_REQUEST if there are two different keys.
 * @param format of the body; undefined if the call has none
 * @param readBody called only if the key can be in a field of the body and no header or parameter contains one
 */
export function readCredential(
  call: Call,
  { credentials }: Profile,
  { fields }: CredentialNames,
  format: BodyFormat | undefined,
  readBody: () => SoonResult<Buffer>,
): SoonResult<string> {
  const given: string[] = [];
  for (const source of credentials) {
    const texts = readSource(call.request, call.query, source);
    if (texts.length === 0) continue;
    given.push(...texts);
    if ('query' in source) call.isKeyInUrl = true;
  }
  const isInBody = given.length === 0 && fields.length > 0 && format !== undefined;
  return isInBody ? readFromBody(fields, format, readBody) : onlyOne(given);
}

async function readFromBody(
  fields: readonly string[],
  format: BodyFormat,
  readBody: () => SoonResult<Buffer>,
): Promise<Result<string>> {
  const body = await readBody();
  return body.ok ? onlyOne(textsInFields(body.value, format, fields)) : body;
}

/** The key, which may be given several times. */
function onlyOne([credential, ...others]: readonly string[]): Result<string> {
  if (credential === undefined) return refuseMissingKey();
  return others.every((other) => other === credential) ? ok(credential) : refuseTwoKeys();
}

/** Refuses a body that contains another API key than the one that was read. */
export function checkBodyCredential(
  credential: string,
  { fields }: CredentialNames,
  format: BodyFormat | undefined,
  body: Buffer,
): Result<null> {
  if (fields.length === 0 || format === undefined) return ok(null);
  const isOther = textsInFields(body, format, fields).some((text) => text !== credential);
  return isOther ? refuseTwoKeys() : ok(null);
}
