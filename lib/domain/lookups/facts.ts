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

/** The facts of an answer by the position of their numbers, and the numbers that it leaves out. */
export function matchFacts<Asked extends { position: number; e164: string }>(
  asked: readonly Asked[],
  facts: ReadonlyMap<string, CarrierFacts>,
): { answered: Map<number, CarrierFacts>; missing: Asked[] } {
  const answered = new Map<number, CarrierFacts>();
  const missing: Asked[] = [];
  for (const each of asked) {
    const known = facts.get(each.e164);
    if (known) answered.set(each.position, known);
    else missing.push(each);
  }
  return { answered, missing };
}
