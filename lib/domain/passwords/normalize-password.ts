/** Every space that Unicode knows but the one of ASCII. */
const OTHER_SPACES = /(?! )\p{Zs}/gu;

/**
 * A password in the one form that is counted and hashed, however a keyboard typed it: composed (NFC), with every space
 * as an ASCII space (RFC 8265, OpaqueString, section 4.2.2).
 */
export function normalizePassword(typed: string): string {
  return typed.replace(OTHER_SPACES, ' ').normalize('NFC');
}
