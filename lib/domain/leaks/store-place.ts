import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { LeakSource } from '@/lib/db/generated/enums';
import type { KnownSecret } from '@/lib/domain/leaks/find-known';
import { newId } from '@/lib/ids';

/** A secret of a key, and where it was found. */
export interface LeakedSecret extends Omit<KnownSecret, 'hash'> {
  source: LeakSource;
  /** A URL, or an empty text. */
  location: string;
}

/** More places of one secret by one source are not stored: anybody who has it can report any number of them. */
const PLACES_MAX = 20;

/** Stores the place. `known` if it is stored already, and `full` if there are enough by the same source. */
export async function storePlace(
  tx: Transaction,
  workspaceId: string,
  { kind, apiKeyId, source, location }: LeakedSecret,
): Promise<'new' | 'known' | 'full'> {
  const same = { ...kind, workspaceId, source };
  if ((await tx.keyLeak.count({ where: { ...same, location } })) > 0) return 'known';
  if ((await tx.keyLeak.count({ where: same })) >= PLACES_MAX) return 'full';
  await tx.keyLeak.create({
    data: { id: newId('leak'), apiKeyId, ...same, location, reportedAt: now() },
    select: { id: true },
  });
  return 'new';
}
