import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { hasOwnSession, poolConfig, TRANSACTION_SETTINGS, TRANSACTION_TIMEOUT } from '@/lib/db/connection';
import { inSequence } from '@/lib/db/in-sequence';
import { notePool } from '@/lib/db/pools';
import { traceQueries } from '@/lib/db/trace-queries';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Query = Parameters<Adapter['executeRaw']>[0];
type TransactionAdapter = Awaited<ReturnType<Adapter['startTransaction']>>;

const statement = (sql: string): Query => ({ sql, args: [], argTypes: [] });

async function rollBack(tx: TransactionAdapter): Promise<void> {
  try {
    await tx.executeRaw(statement('ROLLBACK'));
  } finally {
    await tx.rollback();
  }
}

/** Prisma's adapter. It also works with a pooler that gives each transaction another server connection. */
export class DatabaseAdapter extends PrismaPg {
  /** @param poolName names its pool in the metrics */
  constructor(
    connectionString: string,
    max: number,
    private readonly poolName: string,
  ) {
    super({ ...poolConfig(), connectionString, max });
  }

  override async connect() {
    const adapter = await super.connect();
    notePool(this.poolName, adapter.underlyingDriver());
    // Assumed until the first connection shows it.
    let isPooler = true;
    adapter.underlyingDriver().on('connect', (client: pg.PoolClient) => {
      isPooler = !hasOwnSession(client);
    });

    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const tx = inSequence(await begin(isolationLevel));
      traceQueries(tx);
      if (!isPooler) return tx;
      try {
        await tx.executeRaw(statement(isolationLevel ? TRANSACTION_TIMEOUT : TRANSACTION_SETTINGS));
        return tx;
      } catch (error) {
        await rollBack(tx);
        throw error;
      }
    };

    /** Runs a single statement that may write, with the isolation level of a transaction. */
    async function inTransaction<T>(run: (tx: TransactionAdapter) => Promise<T>): Promise<T> {
      const tx = await adapter.startTransaction();
      try {
        const result = await run(tx);
        await tx.executeRaw(statement('COMMIT'));
        await tx.commit();
        return result;
      } catch (error) {
        await rollBack(tx);
        throw error;
      }
    }

    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) =>
      isPooler && !/^\s*SELECT\b/i.test(query.sql)
        ? inTransaction((tx) => tx.queryRaw(query))
        : queryRaw(query);
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = async (query) =>
      isPooler ? inTransaction((tx) => tx.executeRaw(query)) : executeRaw(query);
    traceQueries(adapter);
    return adapter;
  }
}
