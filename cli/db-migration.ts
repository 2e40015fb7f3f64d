import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MIGRATIONS_DIR } from '@/lib/db/migrations';
import { missingMigration } from '@/lib/db/schema-engine';
import { env } from '@/lib/env';
import { main, OperatorError } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

/** `20261121093000_add_webhooks`: the time, which defines the order of migrations, and the given name. */
function folderName(name: string | undefined): string {
  const words = name?.toLowerCase().match(/[a-z0-9]+/g);
  if (!words) throw new OperatorError('Enter a name for the migration: npm run db:migration -- add_webhooks');
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return [timestamp, ...words].join('_');
}

await main(async () => {
  const folder = path.join(MIGRATIONS_DIR, folderName(process.argv[2]));
  await withDatabase(async () => {
    const sql = await missingMigration(env().DATABASE_URL ?? '');
    if (!sql) {
      console.log('Nothing to do: the migrations already match prisma/schema.');
      return;
    }
    await mkdir(folder);
    await writeFile(path.join(folder, 'migration.sql'), `${sql}\n`);
    console.log(`Wrote ${folder}/migration.sql. Check it, then start the server to apply it.`);
  });
});
