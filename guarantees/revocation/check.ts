import { main, OperatorError } from '@/lib/operator-error';
import { checkHistory, type Verdict } from './check-history';
import { readHistory } from './history';

const USAGE = 'Usage: check.js <file with a history>';
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

function report({ results, undecided, certain, violations, changes, kills, refusals }: Verdict): void {
  const decided = [...results.values()].reduce((sum, calls) => sum + calls, 0);
  console.log(`Calls with a result: ${whole(decided)} (${counts(results)}).`);
  console.log(`Calls that only one result was possible for: ${whole(certain)}.`);
  console.log(`Calls without a result: ${whole(undecided)}. Gateways killed: ${whole(kills)}.`);
  console.log(`Changes: ${counts(changes)}.`);
  console.log(`First refusals: ${whole(refusals.length)}.`);
  console.log(`  since the verb returned: ${percentiles(refusals.map(({ sinceReturn }) => sinceReturn))}.`);
  console.log(`  since the verb was called: ${percentiles(refusals.map(({ sinceStart }) => sinceStart))}.`);
  console.log(`Calls that were decided by an outdated state: ${whole(violations.length)}.`);
  for (const { call, possible } of violations.slice(0, SHOWN))
    console.log(`  ${JSON.stringify(call)} could only be ${possible.join(' or ')}.`);
}

await main(async () => {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new OperatorError(USAGE);
  const verdict = await checkHistory(() => readHistory(file));
  report(verdict);
  if (verdict.violations.length > 0) process.exitCode = 1;
});
