import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, streamDecode } from 'dns-packet';
import ipaddr from 'ipaddr.js';

const NXDOMAIN = 3;
const TRUNCATED = 1 << 9;
const FAMILIES: Record<string, string> = { A: 'ipv4', AAAA: 'ipv6' };

interface DnsReply {
  answers?: Answer[];
  authorities?: Answer[];
  /** 0 is no error, 2 a failure of the server, 3 an unknown name. */
  rcode?: number;
  /** It does not fit into a packet, so it is sent by TCP only. */
  isLarge?: boolean;
}

export interface TestDns {
  /** As `dns.setServers` expects it. */
  server: string;
  close(): void;
}

function toPacket(query: Packet, { answers = [], authorities = [], rcode = 0 }: DnsReply): Packet {
  const { id, questions = [] } = query;
  return { type: 'response', id, flags: AUTHORITATIVE_ANSWER | rcode, questions, answers, authorities };
}

/**
 * A name server on this machine, by UDP and TCP.
 * @param reply null leaves a query without a response
 */
export async function startNameServer(
  reply: (name: string, type: string) => DnsReply | null,
): Promise<TestDns> {
  function answer(query: Packet | null, isTcp: boolean): Packet | null {
    const [question] = query?.questions ?? [];
    const found = query && question ? reply(question.name, question.type) : null;
    if (!query || !found) return null;
    return found.isLarge && !isTcp
      ? { ...toPacket(query, {}), flags: AUTHORITATIVE_ANSWER | TRUNCATED }
      : toPacket(query, found);
  }
  const udp = createSocket('udp4');
  udp.on('message', (bytes, { port, address }) => {
    const packet = answer(decode(bytes), false);
    if (packet) udp.send(encode(packet), port, address);
  });
  const tcp = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      const packet = answer(streamDecode(bytes), true);
      if (!packet) return;
      const encoded = encode(packet);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(encoded.length);
      // In two parts, as a network may deliver it.
      socket.write(Buffer.concat([length, encoded.subarray(0, 20)]), () => socket.end(encoded.subarray(20)));
    });
  });
  // First, because many more ports are in use by TCP than by UDP.
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    server: `127.0.0.1:${port}`,
    close() {
      udp.close();
      tcp.close();
    },
  };
}

/**
 * A name server for addresses.
 * @param find the addresses of a name; undefined if there is no such name, null to leave the query without a response
 */
export function startDns(find: (name: string) => string[] | undefined | null): Promise<TestDns> {
  return startNameServer((name, type) => {
    const found = find(name);
    if (found === null) return null;
    if (found === undefined) return { rcode: NXDOMAIN };
    const addresses = found.filter((each) => ipaddr.parse(each).kind() === FAMILIES[type]);
    const toAnswer = (data: string): Answer => ({ type: type === 'A' ? 'A' : 'AAAA', name, ttl: 0, data });
    return { answers: addresses.map(toAnswer) };
  });
}
