import ipaddr from 'ipaddr.js';
import { type Address, readAddress } from '@/lib/domain/allowlists/network';

/** A range that needs more networks than this is refused. */
const MOST_NETWORKS = 16;

const RANGE = /^([^-]+)-([^-]+)$/;

const toNumber = (address: Address) =>
  address.toByteArray().reduce((number, byte) => number * 256n + BigInt(byte), 0n);

function toAddress(number: bigint, bytes: number): string {
  const places = Array.from({ length: bytes }, (_, index) => BigInt(8 * (bytes - 1 - index)));
  return ipaddr.fromByteArray(places.map((place) => Number((number >> place) & 255n))).toString();
}

/** The first and last address of `a-b`. The last may be shortened: `203.0.113.1-20`. */
function readRange(text: string): [Address, Address] | undefined {
  const [, from = '', to = ''] =
    RANGE.exec(text.replace(/\s|[\u2010-\u2015]/g, (c) => (/\s/.test(c) ? '' : '-'))) ?? [];
  const first = readAddress(from);
  const last = readAddress(/^\d{1,3}$/.test(to) ? from.replace(/\d+$/, to) : to);
  return first && last && first.kind() === last.kind() ? [first, last] : undefined;
}

/** Whether a text looks like a range of addresses. */
export function isRange(text: string): boolean {
  return readRange(text) !== undefined;
}

/** The networks that cover exactly a range of addresses. Undefined if the range is empty or needs too many networks. */
export function coverRange(text: string): string[] | undefined {
  const range = readRange(text);
  if (!range) return undefined;
  const bytes = range[0].toByteArray().length;
  const [first, last] = range.map(toNumber);
  if (first === undefined || last === undefined || first > last) return undefined;
  const networks: string[] = [];
  for (let from = first; from <= last; ) {
    if (networks.length === MOST_NETWORKS) return undefined;
    let length = bytes * 8;
    const size = (bits: number) => 1n << BigInt(bytes * 8 - bits);
    while (length > 0 && from % size(length - 1) === 0n && from + size(length - 1) - 1n <= last) length--;
    networks.push(length === bytes * 8 ? toAddress(from, bytes) : `${toAddress(from, bytes)}/${length}`);
    from += size(length);
  }
  return networks;
}
