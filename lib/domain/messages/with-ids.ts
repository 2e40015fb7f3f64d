import type { Prisma } from '@/lib/db/generated/client';
import { timesOfIds } from '@/lib/ids';

/** The condition for messages with these ids. The times in ids tell in which partitions they are. */
export function withIds(ids: readonly string[]): Prisma.MessageWhereInput {
  const times = timesOfIds(ids);
  return { id: { in: [...ids] }, ...(times && { createdAt: { gte: times.first, lte: times.last } }) };
}
