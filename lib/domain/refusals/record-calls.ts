import { addCount, type KeyRefusal, type RefusalCounts, toCount } from '@/lib/domain/refusals/count';
import { recordRefusals } from '@/lib/domain/refusals/record';

/** Counts and stores refused calls. */
export async function recordRefusedCalls(calls: readonly KeyRefusal[]): Promise<void> {
  const counts: RefusalCounts = new Map();
  for (const call of calls) addCount(counts, toCount(call));
  await recordRefusals(counts, calls);
}
