import { HOUR } from '@/lib/clock';
import { addAtStep, stepOf } from '@/lib/domain/usage/position-steps';
import type { KeyUse } from '@/lib/domain/usage/record';

/** The most numbers in the list of recent steps. It must not fill the memory while the database is unavailable. */
const MOST_RECENT = 200;

/**
 * Calls with one secret that differ only in their time and position. Adding another one makes no objects. Each call of a web page,
 * and each one signed while two signing secrets work, is a run of its own.
 */
export class UseRun {
  /** The start of their hour. The remainder of large numbers takes long. */
  readonly hourMs: number;
  calls = 0;
  private latestMs = 0;
  /** The successful calls by the step of their position, those at step 1 first, without the recent ones. */
  private steps: number[] = [];
  /** A step, the calls at it, the next step, and so on. By step, the calls of a second would be mostly zeros. */
  private recent: number[] = [];

  /** @param use the first call */
  constructor(private readonly use: KeyUse) {
    const atMs = use.at.getTime();
    this.hourMs = atMs - (atMs % HOUR);
    this.add(use);
  }

  /** Whether a call belongs to the run. */
  isContinuedBy(use: KeyUse): boolean {
    const { use: first, hourMs } = this;
    const atMs = use.at.getTime();
    return (
      use.operation === first.operation &&
      use.status === first.status &&
      use.isAuthenticated === first.isAuthenticated &&
      use.address === first.address &&
      use.client === first.client &&
      use.page === first.page &&
      use.inUrl === first.inUrl &&
      use.signature === first.signature &&
      atMs >= hourMs &&
      atMs < hourMs + HOUR
    );
  }

  add({ at, status, position }: KeyUse): void {
    const atMs = at.getTime();
    this.calls += 1;
    if (this.latestMs < atMs) this.latestMs = atMs;
    if (status < 400 && position !== null) this.addStep(stepOf(position));
  }

  /** The latest call, with the position of the first one. */
  latest(): KeyUse {
    return { ...this.use, at: new Date(this.latestMs) };
  }

  /** The successful calls by the step of their position, those at step 1 first. */
  byStep(): number[] {
    this.addRecent();
    return [...this.steps];
  }

  /** Forgets the calls. Others can continue the run. */
  clear(): void {
    this.calls = 0;
    this.latestMs = 0;
    this.steps = [];
    this.recent = [];
  }

  private addStep(step: number): void {
    const { recent } = this;
    const last = recent.length - 2;
    if (recent[last] === step) recent[last + 1] = (recent[last + 1] ?? 0) + 1;
    else if (recent.push(step, 1) === MOST_RECENT) this.addRecent();
  }

  private addRecent(): void {
    const { steps, recent } = this;
    for (let at = 0; at < recent.length; at += 2) addAtStep(steps, recent[at] ?? 0, recent[at + 1] ?? 0);
    this.recent = [];
  }
}
