import type { Address } from '@/lib/domain/allowlists/network';

type Prefix =
  | { length: number }
  /** What is wrong, and what to write after the slash instead; null means no slash. */
  | { message: string; instead: string | null };

const BITS = { ipv4: 32, ipv6: 128 };

/** The prefix length of a netmask (`255.255.255.0`) or of its inverse (`0.0.0.255`); undefined for other masks. */
function lengthOfMask(mask: string): number | undefined {
  const bits = mask
    .split('.')
    .map((number) => Number(number).toString(2).padStart(8, '0'))
    .join('');
  if (/^1+0*$/.test(bits)) return bits.lastIndexOf('1') + 1;
  return /^0+1*$/.test(bits) ? bits.lastIndexOf('0') + 1 : undefined;
}

/** Reads the part of a network after the slash. */
export function readPrefix(text: string, address: Address): Prefix {
  const bits = BITS[address.kind()];
  if (text === '')
    return { message: 'Write a prefix length after the slash, or remove the slash.', instead: null };
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const length = address.kind() === 'ipv4' ? lengthOfMask(text) : undefined;
    const message = 'Write the netmask as a prefix length, such as 203.0.113.0/24.';
    return { message, instead: length === undefined ? null : String(length) };
  }
  if (!/^\d+$/.test(text)) {
    return { message: 'The prefix length is a whole number, such as 24 in 203.0.113.0/24.', instead: null };
  }
  const length = Number(text);
  if (length > bits) return { message: `The prefix length is at most ${bits} here.`, instead: null };
  if (String(length) !== text)
    return { message: 'Write the prefix length without leading zeros.', instead: String(length) };
  return { length };
}
