import { DAY, HOUR } from '@/lib/clock';
import type { AddressCount } from '@/lib/domain/usage/count-addresses';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import type { SignatureCount } from '@/lib/domain/usage/count-signatures';
import { addAtStep, addEachStep, stepOf } from '@/lib/domain/usage/position-steps';
import { type KeyUse, recordUse, type UseCount } from '@/lib/domain/usage/record';
import { recordNetworks } from '@/lib/domain/usage/record-networks';
import { Counts } from '@/lib/gateway/recording/counts';
import { splitByKey, type Uses } from '@/lib/gateway/recording/use-parts';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

/** The most addresses in memory, for the same reason as the most counts. */
const MAX_ADDRESSES = 100_000;

/** Calls with one secret that differ only in their time and position. */
interface Run {
  /** The first one. */
  use: KeyUse;
  /** The time of the latest one. */
  latestMs: number;
  /** The start of their hour. The remainder of large numbers takes long. */
  hourMs: number;
  calls: number;
  /** The successful calls by the step of their position, those at step 1 first. */
  byStep: number[];
}

/** Whether a call belongs to a run: most calls with a secret do, and need no search for their counts. */
function continues(use: KeyUse, atMs: number, { use: last, hourMs }: Run): boolean {
  return (
    use.operation === last.operation &&
    use.status === last.status &&
    use.isAuthenticated === last.isAuthenticated &&
    use.address === last.address &&
    use.client === last.client &&
    use.page === last.page &&
    use.inUrl === last.inUrl &&
    use.signature === last.signature &&
    atMs >= hourMs &&
    atMs < hourMs + HOUR
  );
}

const later = (one?: Date, other?: Date) => (other && (!one || other > one) ? other : one);

/** Keeps usage of keys in memory for a moment and writes it in batches, after the responses. */
export class UseBuffer implements Buffered {
  /** By secret. They are counted when they end, or are written. */
  private readonly runs = new Map<string, Run>();
  /** The latest use of each secret, and its latest uses by a web page and in a URL. */
  private latest = new Map<string, KeyUse>();
  /** The latest use of each key from each address. */
  private addresses = new Map<string, KeyUse>();
  private readonly counts = {
    calls: new Counts<UseCount>((known, added) => {
      known.calls += added.calls;
      known.lastAt = later(known.lastAt, added.lastAt);
    }),
    /** The successful calls by key, address and day. */
    addresses: new Counts<AddressCount>((known, added) => {
      known.calls += added.calls;
    }),
    /** The same by key and day, each with its steps of positions. */
    positions: new Counts<PositionCount>((known, added) => addEachStep(known.byStep, added.byStep)),
    /** The calls by signing secret, of keys with two. */
    signatures: new Counts<SignatureCount>((known, added) => {
      known.calls += added.calls;
      if (known.at < added.at) known.at = added.at;
    }),
  };
  private readonly behind = new WriteBehind(this);

  constructor(
    private readonly record = recordUse,
    private readonly recordAddresses = recordNetworks,
  ) {}

  /** Adds a call. It is written about a second later. If hundreds of keys are called all the time, it can be six. */
  add(use: KeyUse): void {
    const atMs = use.at.getTime();
    let run = this.runs.get(use.secretId);
    if (!run || !continues(use, atMs, run)) {
      if (run) this.count(run);
      run = { use, latestMs: atMs, hourMs: atMs - (atMs % HOUR), calls: 0, byStep: [] };
      this.runs.set(use.secretId, run);
    }
    run.calls += 1;
    if (run.latestMs < atMs) run.latestMs = atMs;
    if (use.status < 400 && use.position !== null) addAtStep(run.byStep, stepOf(use.position), 1);
    this.behind.schedule();
  }

  /** Writes everything in memory, also if an earlier write failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.runs.size === 0 && this.counts.calls.size === 0;
  }

  async write(): Promise<void> {
    const parts = splitByKey(this.take(this.runs.keys()));
    for (const [index, taken] of parts.entries()) {
      const part = index === 0 ? taken : await this.completeAfterPause(taken);
      try {
        // First, because doing it again changes nothing.
        await this.recordAddresses(part.addresses);
        await this.record({
          latest: part.latest,
          counts: part.calls.map(([, count]) => count),
          addresses: part.addressCalls.map(([, count]) => count),
          positions: part.positions.map(([, count]) => count),
          signatures: part.signatures.map(([, count]) => count),
        });
      } catch (error) {
        for (const unwritten of [part, ...parts.slice(index + 1)]) this.putBack(unwritten);
        throw error;
      }
    }
  }

  /** The part with the calls that its secrets have made since: otherwise they would wait for the whole next write. */
  private async completeAfterPause(part: Uses): Promise<Uses> {
    // Without it, PostgreSQL would take the processor from the calls of that moment.
    await this.behind.pause();
    this.putBack(part);
    return this.take(part.calls.map(([, { secretId }]) => secretId));
  }

  /** Removes and returns what has been counted, and the runs of these secrets. */
  private take(secretIds: Iterable<string>): Uses {
    for (const secretId of secretIds) {
      const run = this.runs.get(secretId);
      if (run) this.count(run);
      this.runs.delete(secretId);
    }
    const { latest, addresses, counts } = this;
    this.latest = new Map();
    this.addresses = new Map();
    return {
      latest: [...latest.values()],
      addresses: [...addresses.values()],
      calls: counts.calls.take(),
      addressCalls: counts.addresses.take(),
      positions: counts.positions.take(),
      signatures: counts.signatures.take(),
    };
  }

  private putBack({ latest, addresses, ...taken }: Uses): void {
    this.counts.calls.putBack(taken.calls);
    this.counts.addresses.putBack(taken.addressCalls);
    this.counts.positions.putBack(taken.positions);
    this.counts.signatures.putBack(taken.signatures);
    for (const use of [...addresses, ...latest]) this.see(use);
  }

  private count(run: Run): void {
    const { calls, latestMs, hourMs } = run;
    const use = { ...run.use, at: new Date(latestMs) };
    const { keyId, secretId, operation, status, isAuthenticated, at, signature } = use;
    const mapKey = `${secretId} ${operation} ${status} ${isAuthenticated} ${hourMs}`;
    const counted = { keyId, secretId, hour: new Date(hourMs), operation, status, isAuthenticated };
    if (!this.counts.calls.add(mapKey, { ...counted, calls, lastAt: at })) return;
    if (isAuthenticated) this.see(use);
    if (signature)
      this.counts.signatures.add(`${signature.oldId} ${signature.isByOld}`, { ...signature, calls, at });
    if (status < 400) this.countSuccess(use, run);
  }

  private see(use: KeyUse): void {
    const secret = [use.secretId, use.page && 'page', use.inUrl && 'url'].filter(Boolean).join(' ');
    const known = this.latest.get(secret);
    if (!known || known.at <= use.at) this.latest.set(secret, use);
    const mapKey = `${use.keyId} ${use.address}`;
    const knownAddress = this.addresses.get(mapKey);
    if (knownAddress ? knownAddress.at <= use.at : this.addresses.size < MAX_ADDRESSES)
      this.addresses.set(mapKey, use);
  }

  private countSuccess({ keyId, address, at }: KeyUse, { calls, byStep }: Run): void {
    const day = new Date(at.getTime() - (at.getTime() % DAY));
    const { addresses, positions } = this.counts;
    addresses.add(`${keyId} ${address} ${day.getTime()}`, { keyId, address, day, calls });
    if (byStep.length > 0) positions.add(`${keyId} ${day.getTime()}`, { keyId, day, byStep });
  }
}
