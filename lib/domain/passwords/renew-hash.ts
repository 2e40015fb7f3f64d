import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';

/**
 * Replaces a hash that was made of a password as it was typed by the hash of its normalized form. Where another user
 * who claims the address has that hash already, the old one stays, and goes on working.
 */
export async function renewHash(userId: string, old: string, normalized: string): Promise<void> {
  if (old === normalized) return;
  try {
    await db().user.updateMany({
      where: { id: userId, passwordHash: old },
      data: { passwordHash: normalized },
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}
