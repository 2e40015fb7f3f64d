import type { Verdict } from './check-history';

const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0);

/**
 * Why a history without a violation proves little; empty if it proves what it should.
 * @param calls how many calls with a result were asked for
 */
export function missingEvidence(verdict: Verdict, calls: number): string[] {
  const { undecided, unanswered, soon, kills, refusals } = verdict;
  const [decided, changes] = [sum(verdict.results), sum(verdict.changes)];
  const gaps: [isMissing: boolean, sentence: string][] = [
    [decided < calls, 'Fewer calls than asked for have a result.'],
    [undecided > decided / 20, 'More than one of 20 calls has no result.'],
    [changes < decided / 1_000, 'There is less than one change for 1,000 calls.'],
    [unanswered > changes / 100, 'More than one of 100 changes has no answer.'],
    [refusals.length < changes / 10, 'Less than one of 10 changes was followed by a refusal.'],
    [soon < changes / 100, 'Hardly any call began just after a change of its key.'],
    [kills === 0, 'No gateway was killed.'],
  ];
  return gaps.filter(([isMissing]) => isMissing).map(([, sentence]) => sentence);
}
