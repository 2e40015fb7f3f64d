import type { Prisma } from '@/lib/db/generated/client';

/** The number of a batch, as text. Ids begin with letters. */
const NUMBER = /^[1-9]\d{0,8}$/;

/** The condition that a batch has this id, or this number in its workspace. */
export function namedBatch(name: string): Pick<Prisma.MessageBatchWhereInput, 'id' | 'number'> {
  return NUMBER.test(name) ? { number: Number(name) } : { id: name };
}
