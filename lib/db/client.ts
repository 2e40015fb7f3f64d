import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';

export type Database = PrismaClient;
/** The client inside `db().$transaction(async (tx) => …)`. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** A statement that runs longer than this is a fault: it must not hold a request for ever. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** A client of the database at `url`; the caller disconnects it. */
export function connect(url: string): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  return new PrismaClient({ adapter });
}

// Next's development server loads this module anew at every change; the pool must not multiply with it.
const shared = globalThis as typeof globalThis & { keydeskDatabase?: Database };

/** The process's client of DATABASE_URL, opened at first use. */
export function db(): Database {
  if (!shared.keydeskDatabase) {
    const url = env().DATABASE_URL;
    if (!url) throw new Error('DATABASE_URL is not set: server.ts or the test set-up provides it.');
    shared.keydeskDatabase = connect(url);
  }
  return shared.keydeskDatabase;
}

/** Closes the process's client, if there is one. */
export async function disconnect(): Promise<void> {
  await shared.keydeskDatabase?.$disconnect();
  shared.keydeskDatabase = undefined;
}
