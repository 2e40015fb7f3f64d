import { DAY } from '@/lib/clock';
import type { AddressCount } from '@/lib/domain/usage/count-addresses';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import type { SignatureCount } from '@/lib/domain/usage/count-signatures';
import { addEachStep } from '@/lib/domain/usage/position-steps';
import type { KeyUse, UseCount } from '@/lib/domain/usage/record';
import type { UseRun } from '@/lib/gateway/recording/use-run';

/** How much more there may be in memory, of all secrets. Calls must not fill it while the database is unavailable. */
export interface Room {
  countsLeft: number;
  /** A client can make up addresses, which must not take the room of counts. */
  addressesLeft: number;
}

const later = (one?: Date, other?: Date) => (other && (!one || other > one) ? other : one);

/** Calls with one secret, as counts. */
export class CountedUses {
  /** False: counts are added even if there is no room. */
  isLimited = true;
  /** The latest use, and the latest uses by a web page and in a URL. They are few, so they need no room. */
  readonly latest = new Map<string, KeyUse>();
  /** The latest use from each address. */
  readonly addresses = new Map<string, KeyUse>();
  readonly calls = new Map<string, UseCount>();
  /** The successful calls by address and day. */
  readonly addressCalls = new Map<string, AddressCount>();
  /** The same by day, each with its steps of positions. */
  readonly positions = new Map<string, PositionCount>();
  /** The calls by signing secret, if the key has two. */
  readonly signatures = new Map<string, SignatureCount>();

  constructor(private readonly room: Room) {}

  /** Adds the calls of a run, as far as there is room. */
  add(run: UseRun): void {
    const use = run.latest();
    const { hourMs, calls } = run;
    const { keyId, secretId, operation, status, isAuthenticated, at, signature } = use;
    const counted = { keyId, secretId, hour: new Date(hourMs), operation, status, isAuthenticated };
    if (!this.addCalls({ ...counted, calls, lastAt: at })) return;
    if (isAuthenticated) this.keepLatest(use);
    if (signature) this.addSignature({ ...signature, calls, at });
    if (status >= 400) return;
    const day = new Date(hourMs - (hourMs % DAY));
    this.addAddress({ keyId, address: use.address, day, calls });
    const byStep = run.byStep();
    if (byStep.length > 0) this.addPositions({ keyId, day, byStep });
  }

  /** Moves the counts of `other` here. `other` is not used again. */
  addAll(other: CountedUses): void {
    other.free();
    for (const count of other.calls.values()) this.addCalls(count);
    for (const use of [...other.addresses.values(), ...other.latest.values()]) this.keepLatest(use);
    for (const count of other.addressCalls.values()) this.addAddress(count);
    for (const count of other.positions.values()) this.addPositions(count);
    for (const count of other.signatures.values()) this.addSignature(count);
  }

  /** Frees the room of all counts. They are not used again. */
  free(): void {
    this.room.countsLeft += this.calls.size + this.positions.size + this.signatures.size;
    this.room.addressesLeft += this.addresses.size + this.addressCalls.size;
  }

  private addCalls(count: UseCount): boolean {
    const { operation, status, isAuthenticated, hour } = count;
    const mapKey = `${operation} ${status} ${isAuthenticated} ${hour.getTime()}`;
    return this.put('countsLeft', this.calls, mapKey, count, (known) => {
      known.calls += count.calls;
      known.lastAt = later(known.lastAt, count.lastAt);
    });
  }

  private keepLatest(use: KeyUse): void {
    const mapKey = [use.page && 'page', use.inUrl && 'url'].filter(Boolean).join(' ');
    const known = this.latest.get(mapKey);
    if (!known || known.at <= use.at) this.latest.set(mapKey, use);
    this.put('addressesLeft', this.addresses, use.address, use, (known) => {
      if (known.at <= use.at) this.addresses.set(use.address, use);
    });
  }

  private addAddress(count: AddressCount): void {
    this.put(
      'addressesLeft',
      this.addressCalls,
      `${count.address} ${count.day.getTime()}`,
      count,
      (known) => {
        known.calls += count.calls;
      },
    );
  }

  private addPositions(count: PositionCount): void {
    this.put('countsLeft', this.positions, String(count.day.getTime()), count, (known) =>
      addEachStep(known.byStep, count.byStep),
    );
  }

  private addSignature(count: SignatureCount): void {
    this.put('countsLeft', this.signatures, `${count.oldId} ${count.isByOld}`, count, (known) => {
      known.calls += count.calls;
      if (known.at < count.at) known.at = count.at;
    });
  }

  /** Adds a count to a known one, or as a new one. False if there is no room. */
  private put<Count>(
    left: keyof Room,
    counts: Map<string, Count>,
    mapKey: string,
    count: Count,
    merge: (known: Count) => void,
  ): boolean {
    const known = counts.get(mapKey);
    if (known) merge(known);
    else if (this.isLimited && this.room[left] <= 0) return false;
    else {
      counts.set(mapKey, count);
      this.room[left] -= 1;
    }
    return true;
  }
}
