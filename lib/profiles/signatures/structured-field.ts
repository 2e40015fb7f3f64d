import { type BareItem, type Dictionary, parseDictionary } from 'structured-headers';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';
import { Unreadable } from '@/lib/profiles/signatures/unreadable';

/**
 * A header of the request as a dictionary (RFC 9651, 3.2).
 * @throws Unreadable when the header is missing or does not parse
 */
export function dictionary(request: SignedRequest, name: string): Dictionary {
  const value = request.header(name);
  if (value === undefined) throw new Unreadable(`The header ${name} is missing.`);
  try {
    return parseDictionary(value);
  } catch {
    throw new Unreadable(`The header ${name} is not a structured field (RFC 9651).`);
  }
}

/**
 * The bytes of an item.
 * @param what names the item in the error
 * @throws Unreadable when the item is not a byte sequence
 */
export function bytes(item: BareItem | undefined, what: string): Buffer {
  if (item instanceof ArrayBuffer) return Buffer.from(item);
  throw new Unreadable(`${what} must be a byte sequence, such as :AbC=:.`);
}
