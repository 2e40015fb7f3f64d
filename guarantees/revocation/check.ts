import { main, OperatorError } from '@/lib/operator-error';
import { checkHistory, type Verdict } from './check-history';
import { readHistory } from './history';
import { missingEvidence } from './missing-evidence';

const USAGE = 'Usage: check.js <file with a history> <number of calls that it should have>';
const NUMBER = /^[1-9]\d*$/;
const SHOWN = 20;

const whole = (value: number) => value.toLocaleString('en');

function counts(of: ReadonlyMap<string, number>): string {
  return [...of]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${whole(times)} ${name}`)
    .join(', ');
}

function percentiles(microseconds: readonly number[]): string {
  const sorted = [...microseconds].sort((a, b) => a - b);
  const at = (share: number) =>
    ((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) / 1_000).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1 - 1 / sorted.length)} ms`;
}

function report(verdict: Verdict): void {
  const { results, undecided, certain, soon, violations, changes, unanswered, kills, refusals } = verdict;
  const decided = [...results.values()].reduce((sum, calls) => sum + calls, 0);
  console.log(`Calls with a result: ${whole(decided)} (${counts(results)}).`);
  console.log(`Calls that only one result was possible for: ${whole(certain)}.`);
  console.log(`  begun within 10 ms after a change of their key: ${whole(soon)}.`);
  console.log(`Calls without a result: ${whole(undecided)}. Gateways killed: ${whole(kills)}.`);
  console.log(`Changes: ${counts(changes)}. Without an answer: ${whole(unanswered)}.`);
  console.log(`First refusals: ${whole(refusals.length)}.`);
  console.log(`  since the verb returned: ${percentiles(refusals.map(({ sinceReturn }) => sinceReturn))}.`);
  console.log(`  since the verb was called: ${percentiles(refusals.map(({ sinceStart }) => sinceStart))}.`);
  console.log(`Calls that were decided by an outdated state: ${whole(violations.length)}.`);
  for (const { call, possible } of violations.slice(0, SHOWN))
    console.log(`  ${JSON.stringify(call)} could only be ${possible.join(' or ')}.`);
}

await main(async () => {
  const [file, calls = ''] = process.argv.slice(2);
  if (file === undefined || !NUMBER.test(calls)) throw new OperatorError(USAGE);
  const verdict = await checkHistory(() => readHistory(file));
  report(verdict);
  const gaps = missingEvidence(verdict, Number(calls));
  for (const gap of gaps) console.log(`Not enough evidence: ${gap}`);
  if (verdict.violations.length > 0 || gaps.length > 0) process.exitCode = 1;
});
