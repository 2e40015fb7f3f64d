import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, startCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import type { Guard } from '@/lib/db/embedded/guard';
import { LockedError, requireNoOwner, takeLock } from '@/lib/db/embedded/lock';
import { OperatorError } from '@/lib/operator-error';

/** How long a server may take to recover, and how long it may fail to start before the failure is reported. */
const RECOVERY_MS = 60_000;
const START_FAILURES_MS = 5_000;
const RETRY_MS = 100;
/** How long another process may take from starting the server to taking its lock. */
const STARTER_GRACE_MS = 5_000;

/** For commands, which run next to the server, and for the lock. */
const OTHER_CONNECTIONS = 20;
const DEFAULT_MAX_CONNECTIONS = 100;

function mostConnections(connections: number): number {
  return Math.max(DEFAULT_MAX_CONNECTIONS, connections + OTHER_CONNECTIONS);
}

/** What makes this process the owner of a running cluster. */
export interface Ownership {
  /** Ends when the server ends. */
  lock: pg.Client;
  guard: Guard;
}

/**
 * Stops a running server without an owner: the owner was killed, and the guard is about to stop it or was killed, too.
 */
async function stopUnowned(cluster: Cluster): Promise<void> {
  const deadline = Date.now() + STARTER_GRACE_MS;
  while (Date.now() < deadline) {
    await requireNoOwner(await urlOf(cluster, 'postgres'));
    await pause(RETRY_MS);
  }
  await stopCluster(cluster);
}

function isPassing(error: unknown, elapsedMs: number): boolean {
  if (error instanceof LockedError) return false;
  if (error instanceof OperatorError) return elapsedMs < START_FAILURES_MS;
  // The error classes of a server that starts, recovers or stops (57), or that has no free connection (53).
  if (error instanceof pg.DatabaseError && !/^5[37]/.test(error.code ?? '')) return false;
  return elapsedMs < RECOVERY_MS;
}

/**
 * Starts the cluster and takes its lock. Each attempt checks again whether the server runs, because it can be killed at
 * any moment, and starts it if not.
 * @param connections how many the owner wants to open
 * @param port where the server listens; by default a free port
 * @param before the guard of the server that this process has owned so far
 * @throws LockedError if another process owns the cluster
 */
export async function own(
  cluster: Cluster,
  connections: number,
  port?: number,
  before?: Guard,
): Promise<Ownership> {
  const begin = Date.now();
  let guard = before;
  for (;;) {
    try {
      const started = await startCluster(cluster, [`max_connections=${mostConnections(connections)}`], port);
      if (started) guard?.release();
      guard = started ?? guard;
      const lock = guard ? await takeLock(await urlOf(cluster, 'postgres')) : await stopUnowned(cluster);
      if (guard && lock) return { guard, lock };
    } catch (error) {
      // The server belongs to the other process, which guards it.
      if (error instanceof LockedError) guard?.release();
      if (!isPassing(error, Date.now() - begin)) throw error;
    }
    await pause(RETRY_MS);
  }
}
