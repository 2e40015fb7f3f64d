import { DAY, HOUR } from '@/lib/clock';
import { stepOf } from '@/lib/domain/usage/position-steps';
import {
  type AddressCount,
  type KeyUse,
  type PositionCount,
  recordUse,
  type SignatureCount,
  type UseCount,
} from '@/lib/domain/usage/record';
import { recordNetworks } from '@/lib/domain/usage/record-networks';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

/** The most distinct counts in memory. They must not fill it while the database is unavailable. */
const MAX_COUNTS = 100_000;

const later = (one?: Date, other?: Date) => (other && (!one || other > one) ? other : one);

/** Keeps usage of keys in memory for a moment and writes it in batches, after the responses. */
export class UseBuffer implements Buffered {
  /** The latest use of each secret, and its latest uses by a web page and in a URL. */
  private latest = new Map<string, KeyUse>();
  private counts = new Map<string, UseCount>();
  /** The latest use of each key from each address. */
  private addresses = new Map<string, KeyUse>();
  /** The successful calls by key, address and day. */
  private addressCounts = new Map<string, AddressCount>();
  /** The same by key, step of positions and day. */
  private positionCounts = new Map<string, PositionCount>();
  /** The calls by signing secret, of keys with two. */
  private signatures = new Map<string, SignatureCount>();
  private readonly behind = new WriteBehind(this);

  constructor(
    private readonly record = recordUse,
    private readonly recordAddresses = recordNetworks,
  ) {}

  /** Adds a call. It is written about a second later. */
  add(use: KeyUse): void {
    const { keyId, secretId, operation, status, isAuthenticated } = use;
    const hour = use.at.getTime() - (use.at.getTime() % HOUR);
    const mapKey = `${secretId} ${operation} ${status} ${isAuthenticated} ${hour}`;
    const counted = { keyId, secretId, hour: new Date(hour), operation, status, isAuthenticated };
    if (!this.count(mapKey, { ...counted, calls: 1, lastAt: use.at })) return;
    if (isAuthenticated) this.see(use);
    if (use.signature) this.countSignature({ ...use.signature, calls: 1, at: use.at });
    if (status < 400) this.countSuccess(use);
    this.behind.schedule();
  }

  /** Writes everything in memory, also if an earlier write failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.counts.size === 0;
  }

  async write(): Promise<void> {
    const { latest, counts, addresses, addressCounts, positionCounts, signatures } = this;
    this.latest = new Map();
    this.counts = new Map();
    this.addresses = new Map();
    this.addressCounts = new Map();
    this.positionCounts = new Map();
    this.signatures = new Map();
    try {
      // First, because doing it again changes nothing.
      await this.recordAddresses([...addresses.values()]);
      await this.record(
        [...latest.values()],
        [...counts.values()],
        [...addressCounts.values()],
        [...positionCounts.values()],
        [...signatures.values()],
      );
    } catch (error) {
      for (const [mapKey, count] of counts) this.count(mapKey, count);
      for (const [mapKey, count] of addressCounts) this.addAddress(mapKey, count);
      for (const [mapKey, count] of positionCounts) this.addPosition(mapKey, count);
      for (const count of signatures.values()) this.countSignature(count);
      for (const use of [...addresses.values(), ...latest.values()]) this.see(use);
      throw error;
    }
  }

  private see(use: KeyUse): void {
    const secret = [use.secretId, use.page && 'page', use.inUrl && 'url'].filter(Boolean).join(' ');
    const known = this.latest.get(secret);
    if (!known || known.at <= use.at) this.latest.set(secret, use);
    const mapKey = `${use.keyId} ${use.address}`;
    if (this.addresses.size < MAX_COUNTS || this.addresses.has(mapKey)) this.addresses.set(mapKey, use);
  }

  private countSuccess({ keyId, address, position, at }: KeyUse): void {
    const day = new Date(at.getTime() - (at.getTime() % DAY));
    this.addAddress(`${keyId} ${address} ${day.getTime()}`, { keyId, address, day, calls: 1 });
    if (position === null) return;
    const step = stepOf(position);
    this.addPosition(`${keyId} ${step} ${day.getTime()}`, { keyId, day, step, calls: 1 });
  }

  private addAddress(mapKey: string, count: AddressCount): void {
    const buffered = this.addressCounts.get(mapKey);
    if (buffered) buffered.calls += count.calls;
    else if (this.addressCounts.size < MAX_COUNTS) this.addressCounts.set(mapKey, count);
  }

  private addPosition(mapKey: string, count: PositionCount): void {
    const buffered = this.positionCounts.get(mapKey);
    if (buffered) buffered.calls += count.calls;
    else if (this.positionCounts.size < MAX_COUNTS) this.positionCounts.set(mapKey, count);
  }

  private countSignature(count: SignatureCount): void {
    const mapKey = `${count.oldId} ${count.isByOld}`;
    const buffered = this.signatures.get(mapKey);
    if (!buffered) {
      if (this.signatures.size < MAX_COUNTS) this.signatures.set(mapKey, count);
      return;
    }
    buffered.calls += count.calls;
    if (buffered.at < count.at) buffered.at = count.at;
  }

  /** Adds to a count. False if there is no room for another one. */
  private count(mapKey: string, count: UseCount): boolean {
    const buffered = this.counts.get(mapKey);
    if (!buffered && this.counts.size >= MAX_COUNTS) return false;
    if (!buffered) this.counts.set(mapKey, count);
    else {
      buffered.calls += count.calls;
      buffered.lastAt = later(buffered.lastAt, count.lastAt);
    }
    return true;
  }
}
