import { z } from 'zod';
import { Prisma } from '@/lib/db/generated/client';

/** Prisma's codes for a server that is out of reach, too slow, too busy, or gone while it worked. */
const UNAVAILABLE = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);

/** The driver's kinds of the same, as a raw query's error names them. */
const UNAVAILABLE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);

/** PostgreSQL’s own: connection lost, rolled back for another’s sake, out of resources, stopped, read-only for now. */
const UNAVAILABLE_CLASSES = /^(?:(?:08|40|53|57)[0-9A-Z]{3}|25006)$/;

/** The system's own, when the server cannot be reached or has gone. */
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

/** What the driver throws, with neither class nor code, when a connection breaks or does not come about. */
const BROKEN_CONNECTION =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

const driverFault = z.object({
  driverAdapterError: z.object({
    cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
  }),
});

/** The database is there, but so many wait for it already that one more would wait too long. */
export class TooBusy extends Error {
  override name = 'TooBusy';
}

/** Whether the driver, asked past Prisma, met a server that is away. */
function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return UNREACHABLE.has(code) || UNAVAILABLE_CLASSES.test(code) || BROKEN_CONNECTION.test(error.message);
}

/** True when the database could not be asked, or not in time: the same call may well go through later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError || error instanceof TooBusy) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return isBrokenConnection(error);
  if (UNAVAILABLE.has(error.code)) return true;
  const { data } = driverFault.safeParse(error.meta);
  if (!data) return false;
  const { kind, originalCode = '' } = data.driverAdapterError.cause;
  return UNAVAILABLE_KINDS.has(kind) || UNAVAILABLE_CLASSES.test(originalCode);
}
