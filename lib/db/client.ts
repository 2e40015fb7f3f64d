import { DatabaseAdapter } from '@/lib/db/adapter';
import { PrismaClient } from '@/lib/db/generated/client';
import { MODULE_GRAPH } from '@/lib/db/module-graph';
import { poolSizes } from '@/lib/db/pool-sizes';
import { closePrepared } from '@/lib/db/prepared';
import { env } from '@/lib/env';

export type Database = PrismaClient;
/** The client inside `db().$transaction(async (tx) => …)`. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/** How long a transaction may wait for a free connection, and how long it may then take, in milliseconds. */
const TRANSACTION_LIMITS = { maxWait: 5_000, timeout: 10_000 };

/** A client of the database at `url`. The caller disconnects it. */
export function connect(url: string): Database {
  return new PrismaClient({
    adapter: new DatabaseAdapter(url, poolSizes().client, MODULE_GRAPH),
    transactionOptions: TRANSACTION_LIMITS,
  });
}

/**
 * Next's bundle and server.ts each load this module and Prisma's classes, so each needs a client of its own: an error
 * of one client is not `instanceof` the class of the other. They are stored globally, because Next's development server
 * loads the module again after every change, and must not open another pool each time.
 */
const shared = globalThis as typeof globalThis & { keydeskDatabases?: Map<string, Database> };
shared.keydeskDatabases ??= new Map();
const databases = shared.keydeskDatabases;

/** The process's client of DATABASE_URL. Opened at first use. */
export function db(): Database {
  const open = databases.get(MODULE_GRAPH);
  if (open) return open;
  const url = env().DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: server.ts or the test set-up provides it.');
  const database = connect(url);
  databases.set(MODULE_GRAPH, database);
  return database;
}

/** Closes the clients of the process, including Next's. */
export async function disconnect(): Promise<void> {
  await closePrepared();
  await Promise.all([...databases.values()].map((database) => database.$disconnect()));
  databases.clear();
}
