import { SECOND } from '@/lib/clock';
import { TooBusy } from '@/lib/domain/unavailable';

/** How many sends of one workspace use the database at a time. More would only wait there for each other. */
const CONCURRENCY = 2;
const MAX_WAIT_MS = 5 * SECOND;

interface WorkspaceQueue {
  running: number;
  /** Each starts a send that waits. The first in the queue comes first. */
  waiting: Set<() => void>;
}

/** The queues of workspaces that have a send running, by workspace id. */
const queues = new Map<string, WorkspaceQueue>();

function waitIn({ waiting }: WorkspaceQueue): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      clearTimeout(timeout);
      resolve();
    };
    const timeout = setTimeout(() => {
      waiting.delete(start);
      reject(new TooBusy('Too many sends of one workspace are waiting.'));
    }, MAX_WAIT_MS);
    waiting.add(start);
  });
}

function finish(workspaceId: string, queue: WorkspaceQueue): void {
  const [startNext] = queue.waiting;
  if (startNext) {
    // The next send starts instead, so the number of running ones stays the same.
    queue.waiting.delete(startNext);
    startNext();
    return;
  }
  queue.running -= 1;
  if (queue.running === 0) queues.delete(workspaceId);
}

/**
 * Runs a send when it is its turn in the queue of its workspace. The sends of one workspace run one after another in the
 * database. Without the queue they would wait there with all connections, and sends of other workspaces behind them.
 *
 * @throws TooBusy if the send waits too long
 */
export async function inWorkspaceQueue<T>(workspaceId: string, send: () => Promise<T>): Promise<T> {
  const queue = queues.get(workspaceId) ?? { running: 0, waiting: new Set() };
  queues.set(workspaceId, queue);
  if (queue.running < CONCURRENCY) queue.running += 1;
  else await waitIn(queue);
  try {
    return await send();
  } finally {
    finish(workspaceId, queue);
  }
}
