import { causeOf, type RefusalDetail } from '@/lib/domain/refusals/cause';
import { clientNetwork } from '@/lib/domain/throttle/client-network';

/** A refused call of a key, with the details that help to fix it. */
export interface KeyRefusal {
  keyId: string;
  at: Date;
  code: string;
  operation: string | null;
  address: string;
  requestId: string;
  method: string;
  /** Without the query. */
  path: string;
  /** The HTTP status of the response. */
  status: number;
  client: string | null;
  /** What was wrong, by the field of the request. */
  fields: Readonly<Record<string, string>>;
  detail: RefusalDetail;
}

/** How many calls of a key were refused for the same reason: with one code, operation, address and cause. */
export interface RefusalCount extends Pick<KeyRefusal, 'keyId' | 'code' | 'operation'> {
  /** An IPv4 address, or the /64 of an IPv6 address; null for those that have no group of their own. */
  address: string | null;
  cause: string;
  calls: number;
  firstAt: Date;
  lastAt: Date;
  /** Of the latest call, as the next one; null if the calls came from any address. */
  lastAddress: string | null;
  detail: RefusalDetail;
}

/** What tells the groups of refused calls apart. */
type RefusalGroupKey = Pick<RefusalCount, 'keyId' | 'code' | 'operation' | 'address' | 'cause'>;

/**
 * Calls of a key with a secret that works, or with one that has ended. Each has its own room: whoever has an old secret
 * must not hide the calls of the owner.
 */
export type RefusalSource = 'current' | 'ended';

/** Which room a refused call of a key takes. */
export function sourceOf(code: string): RefusalSource {
  return code === 'INVALID_API_KEY' ? 'ended' : 'current';
}

/** Counts by `groupKey`. */
export type RefusalCounts = Map<string, RefusalCount>;

/** A text that is the same for refusals that are counted together. */
export function groupKey({ keyId, code, operation, address, cause }: RefusalGroupKey): string {
  return JSON.stringify([keyId, code, operation, address, cause]);
}

/** The count of one call. */
export function toCount({ keyId, code, operation, address, at, detail }: KeyRefusal): RefusalCount {
  return {
    ...{ keyId, code, operation, address: clientNetwork(address), cause: causeOf(detail), calls: 1 },
    ...{ firstAt: at, lastAt: at, lastAddress: address, detail },
  };
}

/** The same count among those of all other addresses and senders: callers can make up both. */
export function toOthers(count: RefusalCount): RefusalCount {
  const { sender: _, ...detail } = count.detail;
  return { ...count, address: null, lastAddress: null, detail, cause: causeOf(detail) };
}

/** Adds a count to those with the same key. */
export function addCount(counts: RefusalCounts, added: RefusalCount): void {
  const mapKey = groupKey(added);
  const known = counts.get(mapKey);
  if (!known) {
    counts.set(mapKey, added);
    return;
  }
  const latest = known.lastAt > added.lastAt ? known : added;
  counts.set(mapKey, {
    ...latest,
    calls: known.calls + added.calls,
    firstAt: new Date(Math.min(known.firstAt.getTime(), added.firstAt.getTime())),
  });
}
