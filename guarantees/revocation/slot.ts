import { setTimeout as pause } from 'node:timers/promises';
import type { MemberActor } from '@/lib/domain/actor';
import { ChangedKey, type Secret } from './changed-key';
import type { Recorder } from './recorder';

/** How much shorter the pause is while something stops calls, so that most calls are not refused. */
const UNTIL_REPAIRED = 1 / 4;
/** How often the change repairs the key, if it has something to repair. */
const REPAIRED = 0.7;
/** How often the change revokes the key. */
const REVOKED = 0.1;
/** How often a call carries a secret that ended longer ago. */
const LONG_ENDED = 1 / 32;
/** How many secrets that ended are kept for calls. */
const ENDED = 16;
/** How often the creation of a key is tried. */
const ATTEMPTS = 5;

function pick<T>(values: readonly T[]): T | undefined {
  return values[Math.floor(Math.random() * values.length)];
}

/** Creates a key. On a busy machine, a try may fail; nobody knows the secret that it may have created. */
async function createKey(recorder: Recorder, owner: MemberActor): Promise<ChangedKey> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ChangedKey.create(recorder, owner);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** A key that changes at random, and is replaced by another one when it is revoked. Calls use it all the time. */
export class Slot {
  /** Those that work, and those that the last change ended: calls carry them in turn. */
  private called: readonly Secret[];
  private ended: Secret[] = [];
  private turn = 0;

  private constructor(
    private readonly recorder: Recorder,
    private readonly owner: MemberActor,
    private key: ChangedKey,
  ) {
    this.called = key.secrets;
  }

  static async create(recorder: Recorder, owner: MemberActor): Promise<Slot> {
    return new Slot(recorder, owner, await createKey(recorder, owner));
  }

  /** The secret for the next call. */
  nextSecret(): Secret {
    const ended = Math.random() < LONG_ENDED ? pick(this.ended) : undefined;
    this.turn += 1;
    const secret = ended ?? this.called[this.turn % this.called.length];
    if (!secret) throw new Error('A key has no secret.');
    return secret;
  }

  /** Makes one change after another until the end. @param pauseMs until the next change of a usable key, on average */
  async change(pauseMs: number, end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      const shorter = this.key.repairs.length > 0 ? UNTIL_REPAIRED : 1;
      await pause(Math.random() * 2 * pauseMs * shorter);
      const before = this.called;
      const repairs = Math.random() < REPAIRED ? this.key.repairs : [];
      const revokes = Math.random() < REVOKED;
      if (revokes) await this.key.revoke();
      else await pick(repairs.length > 0 ? repairs : this.key.restrictions)?.();
      if (revokes || this.key.isLost) {
        await pause(Math.random() * 2 * pauseMs * UNTIL_REPAIRED);
        this.key = await createKey(this.recorder, this.owner);
      }
      const { secrets } = this.key;
      const endedNow = before.filter((secret) => !secrets.includes(secret) && !this.ended.includes(secret));
      this.ended = [...endedNow, ...this.ended].slice(0, ENDED);
      this.called = [...secrets, ...endedNow];
    }
  }
}
