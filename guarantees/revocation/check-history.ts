import { decide, possibleResults } from './decide';
import { type Call, type Change, type Entry, NO_ANSWER } from './history';
import { type Timeline, Timelines } from './timelines';

/** A call whose result no state explains that may have decided it. */
export interface Violation {
  call: Call;
  possible: string[];
}

export interface Verdict {
  /** How many calls had each result. */
  results: Map<string, number>;
  /** Calls without a result, because their gateway was killed or did not decide. */
  undecided: number;
  /** Calls that only one result was possible for. */
  certain: number;
  /** Those of them that began within 10 ms after a change of their key had ended. */
  soon: number;
  violations: Violation[];
  /** How many changes there were of each kind. */
  changes: Map<string, number>;
  /** Changes whose verb failed without an answer. */
  unanswered: number;
  kills: number;
  /** For each change that refuses calls and each gateway, in microseconds. */
  refusals: FirstRefusal[];
}

export interface FirstRefusal {
  /** From the return of the verb to the first response with the refusal. Negative: a call was refused before the verb returned. */
  sinceReturn: number;
  /** From the call of the verb. */
  sinceStart: number;
}

/** In microseconds. */
const SOON = 10_000;

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Finds the first call at each gateway that each change refused. */
class FirstRefusals {
  readonly all: FirstRefusal[] = [];
  private readonly seen = new Map<Change, Set<number>>();
  /** The gateways whose last call had no decision. */
  private readonly silent = new Set<number>();
  /** When each gateway decided a call again after one without a decision. */
  private readonly resumed = new Map<number, number>();

  /** Takes the calls in the order in which they ended, also those without a result. */
  add(timeline: Timeline, call: Call): void {
    if (call.result === null) this.silent.add(call.gateway);
    else if (this.silent.delete(call.gateway)) this.resumed.set(call.gateway, call.to);
    const last = timeline.lastBegun(call.to);
    if (!last || call.result === 'ok' || decide(last.change.state, call) !== call.result) return;
    if (last.change.to === NO_ANSWER || decide(timeline.stateAfter(last.count - 1), call) !== 'ok') return;
    const gateways = this.seen.get(last.change) ?? new Set();
    this.seen.set(last.change, gateways);
    if (gateways.has(call.gateway)) return;
    gateways.add(call.gateway);
    // A gateway that was down meanwhile refuses calls late, because it decided none.
    if ((this.resumed.get(call.gateway) ?? 0) > last.change.from) return;
    this.all.push({ sinceReturn: call.to - last.change.to, sinceStart: call.to - last.change.from });
  }
}

/**
 * Checks that each call was decided by a state of its key that may have been the current one.
 * @param read reads the history from its beginning. It is read twice, because a change is recorded when it has ended, after
 * calls that it has decided.
 */
export async function checkHistory(read: () => AsyncIterable<Entry> | Iterable<Entry>): Promise<Verdict> {
  const timelines = new Timelines();
  const verdict: Verdict = {
    ...{ results: new Map(), changes: new Map(), undecided: 0, certain: 0, soon: 0 },
    ...{ unanswered: 0, kills: 0, violations: [], refusals: [] },
  };
  for await (const entry of read()) {
    if (entry.entry === 'kill') verdict.kills += 1;
    if (entry.entry !== 'change') continue;
    timelines.add(entry);
    count(verdict.changes, entry.kind);
    if (entry.to === NO_ANSWER) verdict.unanswered += 1;
  }
  const refusals = new FirstRefusals();
  for await (const entry of read()) {
    if (entry.entry !== 'call') continue;
    const timeline = timelines.withSecret(entry.secret);
    refusals.add(timeline, entry);
    if (entry.result === null) {
      verdict.undecided += 1;
      continue;
    }
    count(verdict.results, entry.result);
    const possible = possibleResults(timeline.statesDuring(entry), entry);
    if (possible.size === 1) {
      verdict.certain += 1;
      if ((timeline.sinceLastEnd(entry.from) ?? Number.POSITIVE_INFINITY) <= SOON) verdict.soon += 1;
    }
    if (!possible.has(entry.result)) verdict.violations.push({ call: entry, possible: [...possible] });
  }
  verdict.refusals = refusals.all;
  return verdict;
}
