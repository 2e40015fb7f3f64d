import { z } from 'zod';
import { Prisma } from '@/lib/db/generated/client';

/** Prisma's codes for a server that is unreachable, too slow, too busy, or was stopped. */
const UNAVAILABLE = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);

/** The names of the same errors in the driver, for raw queries. */
const UNAVAILABLE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);

/**
 * PostgreSQL's codes: connection lost, rolled back because of another transaction, out of resources, stopped,
 * read-only.
 */
const UNAVAILABLE_CLASSES = /^(?:(?:08|40|53|57)[0-9A-Z]{3}|25006)$/;

/** The operating system's codes for a server that cannot be reached or has stopped. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the driver throws, without a class or code, when a connection breaks or cannot be opened. */
const BROKEN_CONNECTION =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

const driverFault = z.object({
  driverAdapterError: z.object({
    cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
  }),
});

/** The database is available, but so many wait for it that another one would wait too long. */
export class TooBusy extends Error {
  override name = 'TooBusy';
}

/** Whether an error of the driver, used without Prisma, means that the server is unavailable. */
function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return UNREACHABLE.has(code) || UNAVAILABLE_CLASSES.test(code) || BROKEN_CONNECTION.test(error.message);
}

/** Whether the database could not be asked, or not in time. The same call may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError || error instanceof TooBusy) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return isBrokenConnection(error);
  if (UNAVAILABLE.has(error.code)) return true;
  const { data } = driverFault.safeParse(error.meta);
  if (!data) return false;
  const { kind, originalCode = '' } = data.driverAdapterError.cause;
  return UNAVAILABLE_KINDS.has(kind) || UNAVAILABLE_CLASSES.test(originalCode);
}
