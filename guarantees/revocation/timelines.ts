import type { Change, KeyState } from './history';

/** A key that does not exist yet. */
const NOTHING: KeyState = { secrets: [], disabled: false, scopes: [], addressAllowed: true };

/** The changes of one key, in their order. */
export class Timeline {
  private readonly changes: Change[] = [];

  /** @throws if the change began before the last one had ended: then the order of their commits is not known */
  add(change: Change): void {
    const last = this.changes.at(-1);
    if (change.to < change.from || (last && change.from < last.to))
      throw new Error(`The changes of ${change.key} overlap at ${change.from}.`);
    this.changes.push(change);
  }

  /** The state after this many changes. */
  stateAfter(count: number): KeyState {
    return this.changes[count - 1]?.state ?? NOTHING;
  }

  /** The last change that began before a time, or at it, with the number of changes up to it; undefined: none. */
  lastBegun(at: number): { change: Change; count: number } | undefined {
    const index = this.changes.findLastIndex(({ from }) => from <= at);
    const change = this.changes[index];
    return change && { change, count: index + 1 };
  }

  /** How long before a time the last change had ended that had ended by then; undefined: none had. */
  sinceLastEnd(at: number): number | undefined {
    const last = this.changes.findLast(({ to }) => to < at);
    return last && at - last.to;
  }

  /**
   * The states that may have decided a call: from that after the last change that was committed before the call began, to
   * that after the last change that began before the call ended.
   */
  statesDuring({ from, to }: { from: number; to: number }): KeyState[] {
    const earliest = this.changes.findLastIndex((change) => change.to < from) + 1;
    const latest = this.lastBegun(to)?.count ?? 0;
    return Array.from({ length: latest - earliest + 1 }, (_, index) => this.stateAfter(earliest + index));
  }
}

/** The changes of all keys. */
export class Timelines {
  private readonly keys = new Map<string, Timeline>();
  private readonly secrets = new Map<number, Timeline>();

  add(change: Change): void {
    const timeline = this.keys.get(change.key) ?? new Timeline();
    this.keys.set(change.key, timeline);
    timeline.add(change);
    for (const secret of change.state.secrets) this.secrets.set(secret, timeline);
  }

  /** The changes of the key with this secret. @throws if no key ever had it */
  withSecret(secret: number): Timeline {
    const timeline = this.secrets.get(secret);
    if (!timeline) throw new Error(`No key has the secret ${secret}.`);
    return timeline;
  }
}
