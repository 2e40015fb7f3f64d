import { migrationNames } from '@/lib/db/migrations';
import { main } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

await main(() =>
  withDatabase(async () => {
    const newest = (await migrationNames()).at(-1);
    console.log(`The database is up to date. Its newest migration is ${newest}.`);
  }),
);
