import { z } from 'zod';
import { type CarrierFacts, REACHABILITIES } from '@/lib/domain/carrier/lookups';

/** Nothing is known. */
export const NO_FACTS: CarrierFacts = {
  network: null,
  mccmnc: null,
  originalNetwork: null,
  ported: null,
  reachable: null,
  roaming: null,
  name: null,
};

const factsSchema = z.object({
  network: z.string().nullable(),
  mccmnc: z.string().nullable(),
  originalNetwork: z.string().nullable(),
  ported: z.boolean().nullable(),
  reachable: z.enum(REACHABILITIES).nullable(),
  roaming: z.boolean().nullable(),
  name: z.string().nullable(),
}) satisfies z.ZodType<CarrierFacts>;

/** Stored facts; null if there are none. */
export function readFacts(stored: unknown): CarrierFacts | null {
  return factsSchema.nullable().parse(stored);
}
