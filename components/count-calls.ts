import { formatCount } from '@/components/format-count';

/** A number of calls in words, such as `1 call` or `1,204 calls`. */
export function countCalls(calls: number): string {
  return calls === 1 ? '1 call' : `${formatCount(calls)} calls`;
}
