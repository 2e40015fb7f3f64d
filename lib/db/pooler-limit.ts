import pg from 'pg';
import { poolConfig } from '@/lib/db/connection';
import { FEWEST_CONNECTIONS } from '@/lib/db/pool-sizes';
import { unusable } from '@/lib/db/unusable';
import { log } from '@/lib/log';

/** How long to wait for one more connection while the others are open. */
const NEXT_CONNECTION_MS = 2_000;

/** Counts how many connections the pooler gives this process at the same time, up to `wanted`. */
async function countConnections(pool: pg.Pool, wanted: number): Promise<number> {
  const clients: pg.PoolClient[] = [];
  try {
    while (clients.length < wanted) clients.push(await pool.connect());
  } catch (error) {
    log.debug({ err: error, connections: clients.length }, 'The pooler gives no more connections');
  }
  for (const client of clients) client.release();
  return clients.length;
}

/**
 * How many connections this process can open through the pooler, up to `wanted`.
 * @throws OperatorError if they are too few
 */
export async function limitConnections(url: string, wanted: number): Promise<number> {
  const pool = new pg.Pool({
    ...poolConfig({ connectTimeoutMs: NEXT_CONNECTION_MS }),
    connectionString: url,
    max: wanted,
  });
  pool.on('error', () => {});
  const given = await countConnections(pool, wanted);
  await pool.end();
  const needed = Math.min(wanted, FEWEST_CONNECTIONS);
  if (given < needed) {
    throw unusable(
      `the pooler in between gives this process ${given} connections at a time, and it needs ${needed}: set pool_mode of PgBouncer to transaction, or its default_pool_size to ${wanted}`,
    );
  }
  if (given < wanted) {
    log.warn({ given, wanted }, 'The pooler gives fewer connections than DATABASE_CONNECTIONS asks for');
  }
  return given;
}
