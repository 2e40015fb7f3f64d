import {
  countKey,
  countRefusal,
  type KeyRefusal,
  type RefusalCount,
  recordRefusals,
} from '@/lib/domain/refusals/record';

/** Counts and stores refused calls, in the order of their times. */
export async function recordRefusedCalls(refusals: readonly KeyRefusal[]): Promise<void> {
  const calls = refusals.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const counts = new Map<string, RefusalCount>();
  for (const call of calls) counts.set(countKey(call), countRefusal(counts.get(countKey(call)), call));
  await recordRefusals([...counts.values()], calls);
}
