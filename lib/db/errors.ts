import { Prisma } from '@/lib/db/generated/client';

/** Whether the database refused a row because a unique value exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
