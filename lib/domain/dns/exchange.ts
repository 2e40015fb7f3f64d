import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createConnection, isIPv6 } from 'node:net';
import { type DecodedPacket, decode, encode, type Packet, RECURSION_DESIRED } from 'dns-packet';

export type RecordType = 'MX' | 'A' | 'AAAA';

export interface Question {
  /** A name in ASCII, without its final dot. */
  name: string;
  type: RecordType;
}

interface ServerAddress {
  host: string;
  port: number;
}

const DNS_PORT = 53;
/** The size of a response by UDP that networks do not fragment (DNS flag day 2020). */
const UDP_PAYLOAD_BYTES = 1_232;
/** A longer response is not decoded: it would take too much time and memory. */
const MAX_RESPONSE_BYTES = 4_096;

/** A server as `dns.getServers` writes it: `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. */
function readServer(text: string): ServerAddress {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { host: bracketed ?? plain ?? text, port: port === undefined ? DNS_PORT : Number(port) };
}

function toQuery(id: number, { name, type }: Question): Packet {
  return {
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type, name }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: UDP_PAYLOAD_BYTES,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ],
  };
}

/** Whether a packet answers a query. Others come from somebody who guesses, or are late. */
function answers(packet: DecodedPacket, id: number, { name, type }: Question): boolean {
  const [question] = packet.questions ?? [];
  const isSame = question?.type === type && question.name.toLowerCase() === name.toLowerCase();
  return packet.type === 'response' && packet.id === id && isSame;
}

function tryDecode(bytes: Buffer): DecodedPacket | undefined {
  if (bytes.length > MAX_RESPONSE_BYTES) return undefined;
  try {
    return decode(bytes);
  } catch {
    // Not a DNS packet.
    return undefined;
  }
}

/** Asks by UDP, from a port that the system chooses at random, so that an answer cannot be forged easily. */
async function askByUdp(
  { host, port }: ServerAddress,
  question: Question,
  signal: AbortSignal,
): Promise<DecodedPacket> {
  signal.throwIfAborted();
  const id = randomInt(65_536);
  const query = encode(toQuery(id, question));
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const { promise, resolve, reject } = Promise.withResolvers<DecodedPacket>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort);
  socket.on('error', reject);
  socket.on('message', (bytes) => {
    const packet = tryDecode(bytes);
    if (packet && answers(packet, id, question)) resolve(packet);
  });
  // A connected socket gets nothing from other addresses.
  // As an event: a callback would also be called if the connection fails.
  socket.once('connect', () => socket.send(query));
  socket.connect(port, host);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    socket.close();
  }
}

/** Asks by TCP, for a response that does not fit into a packet. */
async function askByTcp(
  { host, port }: ServerAddress,
  question: Question,
  signal: AbortSignal,
): Promise<DecodedPacket> {
  const id = randomInt(65_536);
  const socket = createConnection({ host, port, signal });
  const query = encode(toQuery(id, question));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length);
  socket.write(Buffer.concat([length, query]));
  try {
    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk]);
      const end = received.length < 2 ? Number.POSITIVE_INFINITY : 2 + received.readUInt16BE(0);
      if (received.length >= 2 && end > 2 + MAX_RESPONSE_BYTES) break;
      if (received.length < end) continue;
      const packet = tryDecode(received.subarray(2, end));
      if (packet && answers(packet, id, question)) return packet;
      break;
    }
    throw new Error('The name server gave no answer that can be read.');
  } finally {
    socket.destroy();
  }
}

/**
 * Asks a name server a question, by UDP and if needed by TCP.
 * @param server as `dns.getServers` writes it
 * @throws if there is no answer until the signal aborts, or none that can be read
 */
export async function askServer(
  server: string,
  question: Question,
  signal: AbortSignal,
): Promise<DecodedPacket> {
  const address = readServer(server);
  const packet = await askByUdp(address, question, signal);
  return packet.flag_tc ? askByTcp(address, question, signal) : packet;
}
