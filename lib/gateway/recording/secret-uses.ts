import type { KeyUse } from '@/lib/domain/usage/record';
import { CountedUses, type Room } from '@/lib/gateway/recording/counted-uses';
import { UseRun } from '@/lib/gateway/recording/use-run';

/** The calls with one secret that are not written yet. */
export class SecretUses {
  /** Whether the buffer is to write it. */
  isWaiting = false;
  /** Of the latest calls. They are counted when another run begins, or when they are written. */
  private run: UseRun | undefined;
  private counted: CountedUses | undefined;

  constructor(
    readonly secretId: string,
    private readonly room: Room,
  ) {}

  add(use: KeyUse): void {
    if (this.run?.isContinuedBy(use)) {
      this.run.add(use);
      return;
    }
    if (this.run && this.run.calls > 0) {
      this.counted ??= new CountedUses(this.room);
      this.counted.add(this.run);
    }
    this.run = new UseRun(use);
  }

  /** Removes and returns the calls, also those without room: they are about to be written. */
  take(): CountedUses {
    const taken = this.counted ?? new CountedUses(this.room);
    this.counted = undefined;
    taken.isLimited = false;
    if (this.run && this.run.calls > 0) {
      taken.add(this.run);
      this.run.clear();
    }
    return taken;
  }

  /** Adds what could not be written. */
  putBack(taken: CountedUses): void {
    if (this.counted) taken.addAll(this.counted);
    taken.isLimited = true;
    this.counted = taken;
  }
}
