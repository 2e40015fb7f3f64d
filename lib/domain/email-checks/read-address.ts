import { domainToASCII } from 'node:url';

/** An address whose syntax is correct. */
export interface EmailAddress {
  local: string;
  /** In lower case; an internationalized name as its A-labels. */
  domain: string;
}

/** RFC 5321, 4.5.3.1, in octets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/** A dot-atom (RFC 5322, 3.2.3), also with other than ASCII characters (RFC 6531). */
const DOT_ATOM =
  /^[\w!#$%&'*+\-/=?^`{|}~\u{80}-\u{10ffff}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u{80}-\u{10ffff}]+)*$/u;
const QUOTED = /^"(?:[ !#-[\]-~\u{80}-\u{10ffff}]|\\[ -~])*"$/u;
/** Before it becomes ASCII. `domainToASCII` would decode percent signs. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.\-\u3002\uff0e\uff61]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The name as DNS has it; undefined if it cannot be the domain of an address. */
function readDomain(text: string): string | undefined {
  if (!DOMAIN.test(text)) return undefined;
  const domain = domainToASCII(text).toLowerCase();
  const labels = domain.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : undefined;
}

/**
 * Reads an email address (RFC 5321, RFC 6531). Undefined if its syntax is wrong, and for an address without a domain name,
 * such as `ada@[192.0.2.1]`.
 */
export function readAddress(text: string): EmailAddress | undefined {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = readDomain(address.slice(at + 1));
  if (domain === undefined || Buffer.byteLength(local) > MAX_LOCAL) return undefined;
  if (local.length + 1 + domain.length > MAX_ADDRESS) return undefined;
  return DOT_ATOM.test(local) || QUOTED.test(local) ? { local, domain } : undefined;
}
