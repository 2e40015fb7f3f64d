import type pg from 'pg';

/** Stored globally, because Next's bundle has a copy of this module and a pool of its own. */
const shared = globalThis as typeof globalThis & { keydeskPools?: Map<string, pg.Pool> };
shared.keydeskPools ??= new Map();
const pools = shared.keydeskPools;

/** A pool of database connections as it is now. */
export interface PoolState {
  name: string;
  /** How many connections it may open. */
  limit: number;
  busy: number;
  idle: number;
  /** How many callers wait for a connection. */
  waiting: number;
}

/** Remembers a pool under a name, instead of an earlier one of this name. */
export function notePool(name: string, pool: pg.Pool): void {
  pools.set(name, pool);
}

/** The open pools of this process. */
export function poolStates(): PoolState[] {
  return [...pools]
    .filter(([, pool]) => !pool.ending)
    .map(([name, { options, totalCount, idleCount, waitingCount }]) => ({
      name,
      limit: options.max,
      busy: totalCount - idleCount,
      idle: idleCount,
      waiting: waitingCount,
    }));
}
