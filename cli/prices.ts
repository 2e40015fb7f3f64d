import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { SYSTEM } from '@/lib/domain/actor';
import { importPrices } from '@/lib/domain/prices/import';
import { listPrices } from '@/lib/domain/prices/list';
import type { PriceChanges, PriceEntry } from '@/lib/domain/prices/price-list';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { granted, main, OperatorError } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

const USAGE = `Usage:
  npm run prices -- import <file.csv> [--currency EUR] [--dry-run]
  npm run prices -- list [--currency EUR]

The file is a CSV with the columns destination, network, channel and price; network and channel are optional.
It replaces the price list of the currency: prices that it does not contain are removed. --dry-run only shows the changes.`;

const written = (amount: bigint) => toDecimal(amount, RECORDED_DECIMALS);

function nameOf({ destination, network, channel }: PriceEntry): string {
  return [destination, network && `network ${network}`, channel].filter(Boolean).join(' ');
}

function report({ added, changed, removed, unchanged }: PriceChanges, dryRun: boolean): string {
  const changes = [
    ...added.map((price) => `+ ${nameOf(price)}: ${written(price.amount)}`),
    ...changed.map((price) => `~ ${nameOf(price)}: ${written(price.from)} → ${written(price.amount)}`),
    ...removed.map((price) => `- ${nameOf(price)}: ${written(price.amount)}`),
    `Added: ${added.length}. Changed: ${changed.length}. Removed: ${removed.length}. Unchanged: ${unchanged}.`,
  ];
  return [...changes, ...(dryRun ? ['Nothing was saved, because this was a dry run.'] : [])].join('\n');
}

/** The list in the format that `import` accepts. */
function toCsv(prices: readonly PriceEntry[]): string {
  const rows = prices.map(({ amount, ...price }) => ({ ...price, price: written(amount) }));
  return stringify(rows, { header: true, columns: ['destination', 'network', 'channel', 'price'] }).trimEnd();
}

async function read(file: string): Promise<string> {
  try {
    // npm runs its scripts in the project's folder. INIT_CWD is the folder where npm was called.
    return await readFile(path.resolve(process.env.INIT_CWD ?? '', file), 'utf8');
  } catch (error) {
    throw new OperatorError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

type Command = () => Promise<string>;

function readCommand(): Command {
  try {
    const { values, positionals } = parseArgs({
      options: {
        currency: { type: 'string', default: 'EUR' },
        'dry-run': { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const { currency, 'dry-run': dryRun } = values;
    const [command, file, ...rest] = positionals;
    if (command === 'import' && file !== undefined && rest.length === 0) {
      return async () => {
        const csv = await read(file);
        return report(granted(await importPrices(SYSTEM, { csv, currency, dryRun })), dryRun);
      };
    }
    if (command === 'list' && file === undefined) {
      return async () => toCsv(granted(await listPrices(SYSTEM, { currency })));
    }
  } catch (error) {
    if (error instanceof TypeError) throw new OperatorError(`${error.message}\n\n${USAGE}`);
    throw error;
  }
  throw new OperatorError(USAGE);
}

await main(async () => {
  const run = readCommand();
  await withDatabase(async () => console.log(await run()));
});
