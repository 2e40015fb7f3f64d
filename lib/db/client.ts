import { DatabaseAdapter } from '@/lib/db/adapter';
import { PrismaClient } from '@/lib/db/generated/client';
import { poolSizes } from '@/lib/db/pool-sizes';
import { closePrepared } from '@/lib/db/prepared';
import { env } from '@/lib/env';

export type Database = PrismaClient;
/** The client inside `db().$transaction(async (tx) => …)`. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/** How long work may wait for a free connection, and how long its transaction may then last. */
const TRANSACTION_LIMITS = { maxWait: 5_000, timeout: 10_000 };

/** A client of the database at `url`; the caller disconnects it. */
export function connect(url: string): Database {
  return new PrismaClient({
    adapter: new DatabaseAdapter(url, poolSizes().client),
    transactionOptions: TRANSACTION_LIMITS,
  });
}

/**
 * Next's bundle and server.ts each load this module, and Prisma's classes with it, so each has a client of its own:
 * an error of the one's is no `instanceof` the other's. Kept globally, because Next's development server loads the
 * module anew at every change, and the pool must not multiply with it.
 */
const shared = globalThis as typeof globalThis & { keydeskDatabases?: Map<string, Database> };
shared.keydeskDatabases ??= new Map();
const databases = shared.keydeskDatabases;
const MODULE_GRAPH = process.env.NEXT_RUNTIME ? 'portal' : 'server';

/** The process's client of DATABASE_URL, opened at first use. */
export function db(): Database {
  const open = databases.get(MODULE_GRAPH);
  if (open) return open;
  const url = env().DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: server.ts or the test set-up provides it.');
  const database = connect(url);
  databases.set(MODULE_GRAPH, database);
  return database;
}

/** Closes the process's clients, Next's too. */
export async function disconnect(): Promise<void> {
  await closePrepared();
  await Promise.all([...databases.values()].map((database) => database.$disconnect()));
  databases.clear();
}
