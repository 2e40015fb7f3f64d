import { load } from './load';

/** A server to measure: its address of GET /account, and valid keys. */
export interface Subject {
  url: string;
  secrets: readonly string[];
}

export interface Comparison {
  /** Requests a second, the median of all rounds. */
  subject: number;
  baseline: number;
  /** The median of the ratios of the rounds. Both halves of a round run under the same conditions. */
  ratio: number;
}

/** Returns the median of the values; the upper one of two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures two servers in turn in the given number of rounds, after one warm-up round that does not count. */
export async function compare(
  subject: Subject,
  baseline: Subject,
  connections: number,
  rounds: number,
): Promise<Comparison> {
  const pairs: { subject: number; baseline: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const of = ({ url, secrets }: Subject) => load(url, connections, secrets);
    const pair = { baseline: await of(baseline), subject: await of(subject) };
    if (round > 0) pairs.push(pair);
  }
  return {
    subject: median(pairs.map((pair) => pair.subject)),
    baseline: median(pairs.map((pair) => pair.baseline)),
    ratio: median(pairs.map((pair) => pair.subject / pair.baseline)),
  };
}
