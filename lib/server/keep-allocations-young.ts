import { setFlagsFromString } from 'node:v8';

export const YOUNG_ALLOCATIONS_FLAG = '--no-allocation-site-pretenuring';

/**
 * Keeps V8 from creating objects in the old generation because earlier ones from the same place in the code lived long, as those of
 * calls do that wait for the database. Such an object keeps the whole call in memory until a major garbage collection, and V8
 * hardly ever unlearns it.
 */
export function keepAllocationsYoung(): void {
  setFlagsFromString(YOUNG_ALLOCATIONS_FLAG);
}
