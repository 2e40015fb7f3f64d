/** Every Unicode space except the ASCII one. */
const OTHER_SPACES = /(?! )\p{Zs}/gu;

/**
 * A password in the form that is measured and hashed, so that it does not depend on the keyboard: composed (NFC), with
 * every space as an ASCII space (RFC 8265, OpaqueString, section 4.2.2).
 */
export function normalizePassword(typed: string): string {
  return typed.replace(OTHER_SPACES, ' ').normalize('NFC');
}
