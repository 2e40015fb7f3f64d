import { type KeyUse, recordUse } from '@/lib/domain/usage/record';
import { recordNetworks } from '@/lib/domain/usage/record-networks';
import type { CountedUses, Room } from '@/lib/gateway/recording/counted-uses';
import { SecretUses } from '@/lib/gateway/recording/secret-uses';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

const ROOM: Room = { countsLeft: 100_000, addressesLeft: 200_000 };
/** With fewer secrets in a part, the transactions cost more than the secrets. */
const LEAST_SECRETS = 40;
/** With more parts, the pauses between them would take too long. */
const MOST_PARTS = 20;

/**
 * Keeps usage of keys in memory for a moment and writes it in batches, after the responses. A secret that is called all the time
 * keeps its objects, because objects that live for about a second make garbage collections long.
 */
export class UseBuffer implements Buffered {
  /** By the id of the secret. */
  private readonly secrets = new Map<string, SecretUses>();
  private waiting: SecretUses[] = [];
  private inLastWrite: SecretUses[] = [];
  private readonly behind = new WriteBehind(this);

  constructor(
    private readonly record = recordUse,
    private readonly recordAddresses = recordNetworks,
    private readonly room = { ...ROOM },
  ) {}

  /** Adds a call. It is written about a second later. If hundreds of secrets are called all the time, it can be six. */
  add(use: KeyUse): void {
    let secret = this.secrets.get(use.secretId);
    if (!secret) {
      secret = new SecretUses(use.secretId, this.room);
      this.secrets.set(use.secretId, secret);
    }
    secret.add(use);
    this.queue(secret);
    this.behind.schedule();
  }

  /** Writes everything in memory, also if an earlier write failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  async write(): Promise<void> {
    this.forgetUnused();
    const secrets = this.waiting;
    this.waiting = [];
    this.inLastWrite = secrets;
    const size = Math.max(LEAST_SECRETS, Math.ceil(secrets.length / MOST_PARTS));
    for (let start = 0; start < secrets.length; start += size) {
      // Without it, PostgreSQL would take the processor from the calls of that moment.
      if (start > 0) await this.behind.pause();
      try {
        await this.writePart(secrets.slice(start, start + size));
      } catch (error) {
        this.waiting = this.waiting.concat(secrets.slice(start + size));
        throw error;
      }
    }
  }

  /** Writes the calls with some secrets, also those that were made since the write began. */
  private async writePart(secrets: readonly SecretUses[]): Promise<void> {
    const taken = secrets.map((secret) => {
      secret.isWaiting = false;
      return { secret, uses: secret.take() };
    });
    const all = <Value>(select: (uses: CountedUses) => Map<string, Value>) =>
      taken.flatMap(({ uses }) => [...select(uses).values()]);
    try {
      // First, because doing it again changes nothing.
      await this.recordAddresses(all(({ addresses }) => addresses));
      await this.record({
        latest: all(({ latest }) => latest),
        counts: all(({ calls }) => calls),
        addresses: all(({ addressCalls }) => addressCalls),
        positions: all(({ positions }) => positions),
        signatures: all(({ signatures }) => signatures),
      });
    } catch (error) {
      for (const { secret, uses } of taken) {
        secret.putBack(uses);
        this.queue(secret);
      }
      throw error;
    }
    for (const { uses } of taken) uses.free();
  }

  private queue(secret: SecretUses): void {
    if (secret.isWaiting) return;
    secret.isWaiting = true;
    this.waiting.push(secret);
  }

  /** Forgets the secrets of the last write that were not used since. */
  private forgetUnused(): void {
    for (const { secretId, isWaiting } of this.inLastWrite) if (!isWaiting) this.secrets.delete(secretId);
  }
}
