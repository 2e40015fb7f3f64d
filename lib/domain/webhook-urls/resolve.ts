import dns from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { SECOND } from '@/lib/clock';
import { isPublicAddress } from '@/lib/domain/webhook-urls/public-address';
import { allowsPrivate, isLocalName, NOT_PUBLIC } from '@/lib/domain/webhook-urls/read-url';

export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/** A host that no webhook can be sent to. The message is a sentence for the customer. */
export class UnusableHost extends Error {
  override name = 'UnusableHost';

  constructor(
    message: string,
    /** Whether it can be different in a moment, because a name server did not answer. */
    readonly temporary = false,
  ) {
    super(message);
  }
}

const LOOPBACK: readonly HostAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** The codes of answers that say that the name has no such address. */
const NO_ADDRESS = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Asks DNS for the addresses of a name. It does not use getaddrinfo, which keeps a thread of the process for each question
 * until a slow name server answers.
 */
async function askDns(host: string): Promise<HostAddress[]> {
  const resolver = new Resolver({ timeout: 2 * SECOND, tries: 2 });
  // Read from the module: an imported function would not see servers that were set later.
  resolver.setServers(dns.getServers());
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer, index): HostAddress[] =>
    answer.status === 'fulfilled'
      ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
      : [],
  );
  if (addresses.length > 0) return addresses;
  const failed = answers.some(
    (answer) => answer.status === 'rejected' && !NO_ADDRESS.has(String(answer.reason?.code)),
  );
  throw failed
    ? new UnusableHost('The name servers of this host did not answer.', true)
    : new UnusableHost('This host name has no address.');
}

async function findAddresses(host: string): Promise<readonly HostAddress[]> {
  const family = isIP(host);
  if (family === 4 || family === 6) return [{ address: host, family }];
  return isLocalName(host) ? LOOPBACK : askDns(host);
}

/**
 * The addresses of a host, all of which are public unless private ones are allowed. A connection must use one of them: a
 * second look-up could return others.
 * @throws UnusableHost
 */
export async function resolveHost(host: string): Promise<readonly HostAddress[]> {
  const addresses = await findAddresses(host);
  if (allowsPrivate() || addresses.every(({ address }) => isPublicAddress(address))) return addresses;
  throw new UnusableHost(NOT_PUBLIC);
}
