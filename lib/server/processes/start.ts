import cluster, { type Worker as Child } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { FEWEST_CONNECTIONS } from '@/lib/db/pool-sizes';
import { env, overrideEnv } from '@/lib/env';
import { countForChildren } from '@/lib/gateway/rate-limit/parent';
import { PARENT_VARIABLE } from '@/lib/is-child';
import { log } from '@/lib/log';
import { OperatorError } from '@/lib/operator-error';
import type { Parts } from '@/lib/server/parts';
import { BackOff } from '@/lib/server/processes/back-off';
import { READY } from '@/lib/server/processes/child';
import { findFreePort } from '@/lib/server/processes/find-free-port';

/** Gives each child its part of DATABASE_CONNECTIONS. @throws OperatorError if they are too few */
function divideConnections(count: number): void {
  const { DATABASE_CONNECTIONS } = env();
  const each = Math.floor(DATABASE_CONNECTIONS / count);
  if (each < FEWEST_CONNECTIONS) {
    throw new OperatorError(
      `PROCESSES is ${count}, and ${DATABASE_CONNECTIONS} connections to the database are too few for them: set DATABASE_CONNECTIONS to ${count * FEWEST_CONNECTIONS} or more, and let the database and a pooler accept as many, or set PROCESSES to a smaller number.`,
    );
  }
  overrideEnv({ DATABASE_CONNECTIONS: String(each) });
}

/** Starts a child and returns it when it can serve. @throws OperatorError if it cannot start or ends before */
async function forkChild(roles: readonly string[]): Promise<Child> {
  const child = cluster.fork({ ROLE: roles.join(','), [PARENT_VARIABLE]: String(process.pid) });
  return new Promise((resolve, reject) => {
    child.on('error', (err) => {
      const { pid } = child.process;
      if (pid !== undefined) log.warn({ err, pid }, 'A process cannot be reached');
      // Without a process, there is no exit.
      else reject(new OperatorError(`A process could not start: ${err.message}.`));
    });
    child.on('message', (message: unknown) => message === READY && resolve(child));
    child.once('exit', (code, signal) => {
      reject(new OperatorError(`A process could not start: it ended with ${signal ?? `code ${code}`}.`));
    });
  });
}

/** Waits until a child ends. Unlike `once()`, it does not mind that the child cannot be reached. */
function untilEnded(child: Child): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
}

/** Replaces a child whenever it ends, until the signal `stopping`. */
async function keepRunning(first: Child, roles: readonly string[], stopping: AbortSignal): Promise<void> {
  const backOff = new BackOff();
  let child: Child | undefined = first;
  while (true) {
    const since = performance.now();
    if (child) {
      const ended = await untilEnded(child);
      if (stopping.aborted) return;
      log.error({ pid: child.process.pid, ...ended }, 'A process ended; starting another one');
    }
    const waitMs = backOff.next(performance.now() - since);
    await pause(waitMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    child = await forkChild(roles).catch((err) => void log.error({ err }, 'A process could not start'));
  }
}

async function stopChildren(): Promise<void> {
  const left = Object.values(cluster.workers ?? {}).filter((child) => child && !child.isDead());
  await Promise.all(
    left.map(async (child) => {
      if (!child) return;
      const ended = untilEnded(child);
      child.process.kill('SIGTERM');
      await ended;
    }),
  );
}

/**
 * Starts the parts in ROLE in `count` processes that share the port. The worker is in the first one. A process that ends is
 * replaced. All of them end with this one.
 * @throws OperatorError if one does not start
 */
export async function startProcesses(count: number): Promise<Parts> {
  if (!cluster.isPrimary) {
    throw new OperatorError(
      'PROCESSES must be 1 here: another program starts the processes, with the cluster module of Node. Or let it start one process without that module.',
    );
  }
  divideConnections(count);
  const { ROLE } = env();
  overrideEnv({ PORT: String(await findFreePort(env())), ROLE: ROLE.join(',') });
  countForChildren();
  const others = ROLE.filter((role) => role !== 'worker');
  const stopping = new AbortController();
  const start = async (roles: readonly string[]) => {
    void keepRunning(await forkChild(roles), roles, stopping.signal);
  };
  try {
    // Alone, so that what keeps all from starting is reported once.
    await start(ROLE);
    await Promise.all(Array.from({ length: count - 1 }, () => start(others)));
  } catch (error) {
    stopping.abort();
    await stopChildren();
    throw error;
  }
  return {
    async stop() {
      stopping.abort();
      await stopChildren();
    },
  };
}
