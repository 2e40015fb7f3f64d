import { databaseOfParent } from '@/lib/db/open';
import { type Parts, startParts } from '@/lib/server/parts';

/** The message that tells the parent that a child can serve. */
export const READY = 'ready';

/** Starts the parts in ROLE in a child. Its parent has opened the database and decided the settings. */
export async function serveAsChild(): Promise<Parts> {
  const database = databaseOfParent();
  const parts = await startParts();
  process.send?.(READY);
  return {
    async stop() {
      await parts.stop();
      await database.close();
    },
  };
}
