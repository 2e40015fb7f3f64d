import { env } from '@/lib/env';

/** With fewer connections, a process could wait for itself. */
export const FEWEST_CONNECTIONS = 4;

/**
 * How many connections each pool may open, within DATABASE_CONNECTIONS. There is one client for the portal and one for
 * the rest.
 */
export function poolSizes(): { lookUps: number; transactions: number; client: number } {
  const others = env().DATABASE_CONNECTIONS - 1;
  return {
    lookUps: 1,
    transactions: Math.max(1, Math.floor(others / 2)),
    client: Math.max(1, Math.floor(others / 4)),
  };
}
