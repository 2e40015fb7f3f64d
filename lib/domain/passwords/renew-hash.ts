import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';

/**
 * Replaces an old hash, of a password that was not normalized, by the hash of its normalized form. If another user who
 * claims the address has that hash already, the old one stays and keeps working.
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
