import pg from 'pg';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { createManyKeys } from '../prisma/demonstration/many-keys';
import { createTenant } from '../prisma/demonstration/people';
import { median } from './compare';
import { startBenchCluster } from './database';
import { measurePage } from './page-times';
import { APP_SECRET } from './secret';
import { PRODUCT, startServer } from './server';

const PORT = 4241;
/** A hundred keys fill a page, as ten thousand do. */
export const SIZES = [10, 100, 10_000] as const;
const ROUNDS = 2;

const PAGE = '/settings/api-keys';
const ADDRESSES: Record<string, string> = {
  'The list': PAGE,
  All: `${PAGE}?filter=all`,
  Search: `${PAGE}?q=payments`,
  'Search without a match': `${PAGE}?q=nothing`,
  'Search for a creator': `${PAGE}?q=olive`,
  'By label': `${PAGE}?sort=label`,
  'By key': `${PAGE}?sort=key`,
  'By scopes': `${PAGE}?sort=-scopes`,
  'By last use': `${PAGE}?sort=-used`,
  'By expiry': `${PAGE}?sort=expires`,
  'By status': `${PAGE}?sort=-status`,
  'Never used': `${PAGE}?used=never`,
  'Tag and owner': `${PAGE}?tag=partner&owner=Payments+team`,
  'Options of the filter': `${PAGE}/filter-options`,
};

export interface KeysFigure {
  page: string;
  /** The medians by the number of keys, in milliseconds. */
  medians: number[];
}

/** Measures the list of keys in workspaces of several sizes, in turn, as the built product serves them. */
export async function measureKeys(report: (figure: KeysFigure) => void): Promise<void> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const stops = [disconnect, () => cluster.stop()];
  try {
    const { url } = await cluster.addDatabase('keys', 1_000);
    overrideEnv({ DATABASE_URL: url });
    const cookies: string[] = [];
    for (const size of SIZES) {
      const { members } = await createTenant(`${size} keys`, `keys${size}.example`);
      await createManyKeys(keydesk, members, size);
      const { name, value } = await makeSessionCookie(members.owner);
      cookies.push(`${name}=${value}`);
    }
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('VACUUM ANALYZE');
    await client.end();
    const server = await startServer(PRODUCT, PORT, {
      ...{ APP_SECRET, LOG_LEVEL: 'warn', DATABASE_URL: url, ROLE: 'portal' },
    });
    stops.unshift(() => server.stop());
    // The first pages that a server renders take twice as long. They would count against the first size.
    for (const path of Object.values(ADDRESSES)) {
      for (const cookie of cookies) await measurePage(`${server.url}${path}`, cookie);
    }
    for (const [page, path] of Object.entries(ADDRESSES)) {
      const times: number[][] = SIZES.map(() => []);
      for (let round = 0; round < ROUNDS; round++) {
        for (const [index, cookie] of cookies.entries()) {
          times[index]?.push((await measurePage(`${server.url}${path}`, cookie)).median);
        }
      }
      report({ page, medians: times.map(median) });
    }
  } finally {
    for (const stop of stops) await stop();
  }
}
