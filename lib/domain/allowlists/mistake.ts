import {
  canonicalNetwork,
  isUnspecified,
  networkBase,
  normalise,
  readAddress,
  WIDEST,
} from '@/lib/domain/allowlists/network';
import { readPrefix } from '@/lib/domain/allowlists/prefix';
import { coverRange, isRange } from '@/lib/domain/allowlists/range';
import { splitEntries } from '@/lib/domain/allowlists/split';

/** What is wrong with an entry, and what may be meant. */
interface Mistake {
  message: string;
  /** Choices, each with the networks to list instead. */
  fixes: string[][];
}

const EVERYWHERE = 'To allow calls from everywhere, leave the list empty.';
const GENERAL = 'Enter an address or a network, such as 203.0.113.7 or 203.0.113.0/24.';

/** A mistake with `instead` as the fix. If `instead` has a mistake of its own, the fixes are those of that mistake. */
function mistake(message: string, instead?: string): Mistake {
  if (instead === undefined) return { message, fixes: [] };
  return { message, fixes: canonicalNetwork(instead) ? [[instead]] : findMistake(instead).fixes };
}

function inUrl(text: string): Mistake | undefined {
  const [, host] = /^[a-z][a-z\d+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(text) ?? [];
  return host === undefined ? undefined : mistake('Enter an address, not a URL.', host);
}

function withPort(text: string): Mistake | undefined {
  const [, bracketed, port] = /^\[([^\]]*)\](:\d+)?(?:\/\d+)?$/.exec(text) ?? [];
  if (bracketed !== undefined) {
    const message = port ? 'Remove the port. Calls are checked by address only.' : 'Remove the brackets.';
    return mistake(message, text.replace(/^\[([^\]]*)\](?::\d+)?/, '$1'));
  }
  const [, address] = /^(\d+(?:\.\d+){3}):\d+$/.exec(text) ?? [];
  return address === undefined
    ? undefined
    : mistake('Remove the port. Calls are checked by address only.', address);
}

function withWildcard(text: string): Mistake | undefined {
  if (!/[*]|\.x\b/i.test(text)) return undefined;
  const message = 'Write a wildcard as a network, such as 203.0.113.0/24.';
  const [, fixed = ''] = /^((?:\d{1,3}\.){1,3})(?:[*x]\.)*[*x]$/i.exec(text) ?? [];
  const numbers = fixed.split('.').filter(Boolean);
  if (numbers.length === 0) return mistake(message);
  const padded = [...numbers, '0', '0', '0'].slice(0, 4).join('.');
  return mistake(message, `${padded}/${8 * numbers.length}`);
}

function notAnAddress(host: string, suffix: string): Mistake {
  if (host.includes('%')) {
    return mistake(
      'Remove the zone (from the % on). It has a meaning on one machine only.',
      host.replace(/%.*/, '') + suffix,
    );
  }
  if (host.includes(':')) return mistake('Check the IPv6 address. It looks like 2001:db8::7.');
  if (/^\d+(?:\.\d+)+$/.test(host)) {
    const numbers = host.split('.');
    if (numbers.some((number) => Number(number) > 255)) {
      return mistake('Each number of an IPv4 address is from 0 to 255.');
    }
    if (numbers.length < 4 && suffix !== '') {
      const padded = [...numbers, '0', '0', '0'].slice(0, 4).join('.');
      return mistake('Write all four numbers of the IPv4 address.', padded + suffix);
    }
    if (numbers.length === 4 && numbers.some((number) => /^0\d/.test(number))) {
      return mistake(
        'Write the numbers without leading zeros. Some systems read them as octal.',
        numbers.map(Number).join('.') + suffix,
      );
    }
  }
  if (/^(?:0x[\da-fx.]+|[\d.]+)$/i.test(host)) {
    return mistake('An IPv4 address has four numbers, such as 203.0.113.7.');
  }
  if (/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u.test(host)) {
    return mistake('Enter an address, not a name. Names are not looked up.');
  }
  return mistake(GENERAL);
}

function inNetwork(text: string): Mistake {
  const [host = '', written, ...more] = text.split('/');
  if (more.length > 0) return mistake('Write one prefix length, such as 203.0.113.0/24.');
  const address = readAddress(host);
  if (!address) return notAnAddress(host, written === undefined ? '' : `/${written}`);
  const asIpv4 = normalise(address);
  if (asIpv4 !== address) return inMappedNetwork(asIpv4.toString(), written);
  if (written === undefined) return mistake(EVERYWHERE);
  const prefix = readPrefix(written, address);
  if ('message' in prefix) {
    return mistake(prefix.message, prefix.instead === null ? host : `${host}/${prefix.instead}`);
  }
  const { length } = prefix;
  const widest = WIDEST[address.kind()];
  if (length === 0 || isUnspecified(host)) return mistake(EVERYWHERE);
  if (length < widest) {
    return mistake(`This network is too wide. The prefix length is at least ${widest} here.`);
  }
  const network = `${networkBase(address, length)}/${length}`;
  return {
    message: `${host} is one address of the network ${network}. Allow the whole network, or this address alone.`,
    fixes: [[network], [host]],
  };
}

/** An IPv4 network as IPv6 writes it, such as `::ffff:203.0.113.0/120`. */
function inMappedNetwork(host: string, written: string | undefined): Mistake {
  const length = Number(written) - 96;
  if (written === undefined) return inNetwork(host);
  if (length >= 0) return inNetwork(`${host}/${length}`);
  return mistake('Write IPv4 networks as IPv4, such as 203.0.113.0/24.');
}

/** What is wrong with an entry that `canonicalNetwork` refuses. */
export function findMistake(entry: string): Mistake {
  const text = entry.trim();
  if (text === '') return mistake('Enter an address or a network, or remove this row.');
  if (/^(?:any|all|\*|(?:\*\.){3}\*|everywhere|anywhere|0+\/0+)$/i.test(text)) return mistake(EVERYWHERE);
  const entries = splitEntries(text);
  const [only] = entries;
  if (entries.length > 1) {
    return {
      message: 'Enter one address or network per row.',
      fixes: [entries.map(({ network }) => network)],
    };
  }
  if (isRange(text)) {
    const networks = coverRange(text);
    return {
      message: 'Enter networks instead of a range.',
      fixes: networks?.every(canonicalNetwork) ? [networks] : [],
    };
  }
  if (only && only.network !== text && only.note !== '') {
    return mistake('Enter the network only. The note has a field of its own.', only.network);
  }
  if (only && only.network !== text) return mistake('Enter the network only.', only.network);
  return inUrl(text) ?? withPort(text) ?? withWildcard(text) ?? inNetwork(text);
}
