import { makeMigratedData } from '@/lib/testing/servers/migrated-data';
import { removeDataDir } from '@/lib/testing/servers/server';

/** Makes the database that the server of every worker begins with. A deployed instance has its own. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.BASE_URL) return undefined;
  const dataDir = await makeMigratedData();
  return () => removeDataDir(dataDir);
}
