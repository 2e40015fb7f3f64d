import { load } from './load';

/** What is measured: a server's address of GET /account, and keys that are good there. */
export interface Subject {
  url: string;
  secrets: readonly string[];
}

export interface Comparison {
  /** Requests a second; the median of all rounds. */
  subject: number;
  baseline: number;
  /** The median of the rounds' own ratios: both halves of a round meet the same machine. */
  ratio: number;
}

/** The middle one of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures two servers in turn, so many rounds, after one round that warms both up and does not count. */
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
