import dns from 'node:dns';
import type { Answer, DecodedPacket } from 'dns-packet';
import { DAY, HOUR, SECOND } from '@/lib/clock';
import { TtlCache } from '@/lib/domain/dns/cache';
import { askServer, type Question } from '@/lib/domain/dns/exchange';
import { Turns } from '@/lib/domain/throttle/turns';

/**
 * What DNS says about a name and type. `nullMx`: the domain accepts no mail (RFC 7505). `noRecords`: the name exists, but
 * has no such records. The records are not returned, because answers are kept in memory.
 */
export type DnsAnswer = 'records' | 'nullMx' | 'noName' | 'noRecords' | 'noAnswer';

/** How long one name server may take. */
const SERVER_TIMEOUT_MS = 2 * SECOND;
const MAX_ATTEMPTS = 2;
const MAX_CACHED = 10_000;
const MAX_TTL_MS = DAY;
/** RFC 2308, 5 */
const MAX_NEGATIVE_TTL_MS = 3 * HOUR;
/** RFC 9520 requires that failures are remembered for a moment. */
const FAILURE_TTL_MS = 30 * SECOND;
/** How many questions this process asks at a time. */
const MAX_PARALLEL = 64;
/** How long a question waits until this process can ask it. */
const TURN_TIMEOUT_MS = 4 * SECOND;

const cache = new TtlCache<DnsAnswer>(MAX_CACHED);
const turns = new Turns(MAX_PARALLEL, TURN_TIMEOUT_MS);
/** All questions of this process wait in one queue. */
const QUEUE = 'questions';

const withTtl = (answer: DnsAnswer, seconds: number, maxMs: number) => ({
  value: answer,
  ttlMs: Math.min(Math.max(seconds, 0) * SECOND, maxMs),
});

/** How long a name without records is remembered (RFC 2308, 5): not at all without an SOA record. */
function negativeTtl({ authorities = [] }: DecodedPacket): number {
  const [soa] = authorities.flatMap((record) => (record.type === 'SOA' ? [record] : []));
  return soa ? Math.min(soa.ttl ?? 0, soa.data.minimum ?? 0) : 0;
}

/** Whether a record names no mail server. */
function isNullMx(record: Answer): boolean {
  return record.type === 'MX' && ['', '.'].includes(record.data.exchange);
}

/** What a packet says; undefined if it says that the server cannot answer. */
function readPacket(packet: DecodedPacket, { type }: Question) {
  // The type declaration leaves the response code out.
  const rcode = 'rcode' in packet ? packet.rcode : undefined;
  if (rcode === 'NXDOMAIN') return withTtl('noName', negativeTtl(packet), MAX_NEGATIVE_TTL_MS);
  if (rcode !== 'NOERROR') return undefined;
  const answers = packet.answers ?? [];
  const records = answers.filter((record) => record.type === type);
  if (records.length === 0) {
    return withTtl('noRecords', negativeTtl(packet), MAX_NEGATIVE_TTL_MS);
  }
  // Records of the names on the way, such as CNAME, can end earlier.
  const ttl = Math.min(...answers.map((record) => ('ttl' in record ? (record.ttl ?? 0) : 0)));
  return withTtl(records.every(isNullMx) ? 'nullMx' : 'records', ttl, MAX_TTL_MS);
}

async function ask(question: Question) {
  // Read from the module: an imported function would not see servers that were set later.
  const servers = dns.getServers();
  for (let attempt = 0; attempt < MAX_ATTEMPTS && servers.length > 0; attempt += 1) {
    const server = servers[attempt % servers.length] ?? '';
    try {
      const limit = AbortSignal.timeout(SERVER_TIMEOUT_MS);
      const read = readPacket(await askServer(server, question, limit), question);
      if (read) return read;
    } catch {
      // The next server may answer.
    }
  }
  return { value: 'noAnswer' as const, ttlMs: FAILURE_TTL_MS };
}

/** Asks with time limits of its own, because several callers can wait for the answer. */
function askInTurn(question: Question): Promise<{ value: DnsAnswer; ttlMs: number }> {
  return turns.run(
    QUEUE,
    () => ask(question),
    () => ({ value: 'noAnswer', ttlMs: 0 }),
  );
}

/**
 * Asks the name servers of this machine. An answer is remembered as long as its TTL says. Returns `noAnswer` if they do not
 * answer, or if the signal aborts first. Other callers with the same question still get the answer.
 */
export async function resolveRecords(question: Question, signal: AbortSignal): Promise<DnsAnswer> {
  if (signal.aborted) return 'noAnswer';
  const { promise: aborted, resolve } = Promise.withResolvers<DnsAnswer>();
  const giveUp = () => resolve('noAnswer');
  signal.addEventListener('abort', giveUp);
  try {
    const answer = cache.get(`${question.type} ${question.name}`, () => askInTurn(question));
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
