import { disconnect } from '@/lib/db/client';
import { searchCustomers } from '@/lib/domain/support/search';
import { startSearch } from '@/lib/domain/support/start-search';
import { readSummary } from '@/lib/domain/support/summary';
import { overrideEnv } from '@/lib/env';
import type { Result } from '@/lib/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { customer, makeCustomers } from '@/lib/testing/factories/customers';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { startBenchCluster } from './database';
import { APP_SECRET } from './secret';

export const CUSTOMERS = 100_000;
const RUNS = 200;

export interface SearchFigure {
  by: string;
  /** In milliseconds. */
  median: number;
  slowest: number;
}

/** Runs a search RUNS times in a row, for customers spread among all. A first warm-up run does not count. */
async function measure(by: string, search: (n: number) => Promise<Result<unknown>>): Promise<SearchFigure> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const began = performance.now();
    const found = await search(1 + ((run * 7_919) % CUSTOMERS));
    times.push(performance.now() - began);
    if (!found.ok) throw new Error(`The search by ${by} was refused: ${found.refusal.message}`);
  }
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { by, median: sorted[RUNS / 2] ?? Number.NaN, slowest: sorted.at(-1) ?? Number.NaN };
}

/** Measures the queries of the support console with many customers. */
export async function measureSupportSearch(report: (figure: SearchFigure) => void): Promise<void> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  try {
    const { url, secrets } = await cluster.addDatabase('customers', 1_000);
    overrideEnv({ DATABASE_URL: url });
    await makeCustomers(CUSTOMERS);
    const agent = await makeStaff();
    const search = (text: string) => searchCustomers(agent, { text }, keydesk.keys);
    report(await measure('name', (n) => search(customer(n).name)));
    report(await measure('a word in every fourth name', () => search('amsterdam')));
    report(await measure('email address', (n) => search(customer(n).email)));
    report(await measure('beginning of an email address', (n) => search(customer(n).email.slice(0, 7))));
    report(await measure('key ID', (n) => search(customer(n).keyId)));
    report(await measure('last four characters of a key', (n) => search(customer(n).lastFour)));
    report(
      await measure('whole key', (n) =>
        startSearch(agent, { text: secrets[n % secrets.length] ?? '' }, keydesk.keys),
      ),
    );
    report(
      await measure('opening a customer', (n) =>
        readSummary(agent, { workspaceId: customer(n).workspaceId }),
      ),
    );
  } finally {
    await disconnect();
    await cluster.stop();
  }
}
