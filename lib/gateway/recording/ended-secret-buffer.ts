import type { KeyRefusal } from '@/lib/domain/refusals/count';
import { type EndedSecret, findEndedSecrets } from '@/lib/domain/refusals/ended-secrets';
import { type Buffered, WriteBehind } from '@/lib/gateway/recording/write-behind';

/** The most secrets and calls in memory: anyone can make up secrets. */
const MAX_SECRETS = 1_000;
const MAX_CALLS = 20_000;

/** A call with a secret that works for no key. */
export interface UnknownCall extends Omit<KeyRefusal, 'keyId'> {
  operation: string;
}

/** What becomes of the calls whose secret worked once. */
type Found = (secret: EndedSecret, call: UnknownCall) => void;

/**
 * Looks up after the responses whether calls with an unknown secret had one of a revoked key, or an old one. The owner of
 * the key wants to know who still uses it. The caller gets the same response in the same time as with any wrong secret.
 */
export class EndedSecretBuffer implements Buffered {
  private calls = new Map<string, UnknownCall[]>();
  private callCount = 0;
  private readonly behind = new WriteBehind(this);

  constructor(private readonly found: Found) {}

  /** @param hash of the secret, in hex */
  add(hash: string, call: UnknownCall): void {
    if (this.callCount >= MAX_CALLS) return;
    const known = this.calls.get(hash);
    if (known) known.push(call);
    else if (this.calls.size < MAX_SECRETS) this.calls.set(hash, [call]);
    else return;
    this.callCount += 1;
    this.behind.schedule();
  }

  /** Looks up everything in memory, also if an earlier look-up failed. */
  close(): Promise<void> {
    return this.behind.close();
  }

  isEmpty(): boolean {
    return this.calls.size === 0;
  }

  async write(): Promise<void> {
    const { calls } = this;
    this.calls = new Map();
    this.callCount = 0;
    const ended = await findEndedSecrets([...calls.keys()]).catch((error: unknown) => {
      for (const [hash, earlier] of calls) {
        for (const call of earlier) this.add(hash, call);
      }
      throw error;
    });
    for (const [hash, secret] of ended) {
      for (const call of calls.get(hash) ?? []) this.found(secret, call);
    }
  }
}
