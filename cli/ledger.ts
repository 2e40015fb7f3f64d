import { parseArgs } from 'node:util';
import { openToRead } from '@/lib/db/open';
import { hashLedger, type LedgerFault } from '@/lib/domain/wallet/ledger-hash';
import { env } from '@/lib/env';
import { main, OperatorError } from '@/lib/operator-error';

const USAGE = `Usage: npm run ledger -- hash [--snapshot <id>]

Prints a hash over all ledger entries and balances. Two databases with the same hash have the same money.
Checks that each balance equals the sum of its entries, and that no entry is missing. Writes nothing to the database.
--snapshot: as another connection to PostgreSQL sees them, which has exported this snapshot.`;

function readSnapshot(): string | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { snapshot: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length === 1 && positionals[0] === 'hash') return values.snapshot;
  } catch (error) {
    if (error instanceof TypeError) throw new OperatorError(`${error.message}\n\n${USAGE}`);
    throw error;
  }
  throw new OperatorError(USAGE);
}

function describe({ workspaceId, environment, balance, ledger, entries, newest }: LedgerFault): string {
  const place = `${workspaceId}, ${environment}`;
  return balance === ledger
    ? `${place}: the newest entry has the number ${newest}, but there are ${entries} entries.`
    : `${place}: the balance is ${balance}, but its entries add up to ${ledger} (millionths).`;
}

await main(async () => {
  const snapshot = readSnapshot();
  const database = await openToRead(env());
  try {
    const { hash, entries, workspaces, faults } = await hashLedger(env().DATABASE_URL ?? '', snapshot);
    console.log(`${hash}  ${entries} entries, ${workspaces} workspaces`);
    if (faults.length > 0) throw new OperatorError(faults.map(describe).join('\n'));
  } finally {
    await database.close();
  }
});
