import { SECOND } from '@/lib/clock';
import { TooBusy } from '@/lib/domain/unavailable';

/** How many sends of one workspace use the database at a time. More would only wait there for each other. */
const AT_ONCE = 2;
const PATIENCE_MS = 5 * SECOND;

interface Turns {
  underway: number;
  /** The sends that wait. Calling one starts it; the first in the queue comes first. */
  queue: Set<() => void>;
}

/** The workspaces that have a send running. */
const turns = new Map<string, Turns>();

function waitIn(queue: Turns['queue']): Promise<void> {
  return new Promise((resolve, reject) => {
    const enter = () => {
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(() => {
      queue.delete(enter);
      reject(new TooBusy('Too many sends of one workspace wait for their turn.'));
    }, PATIENCE_MS);
    queue.add(enter);
  });
}

function leave(workspaceId: string, own: Turns): void {
  const [next] = own.queue;
  if (next) {
    // The next send starts instead, so the number of running ones stays the same.
    own.queue.delete(next);
    next();
    return;
  }
  own.underway -= 1;
  if (own.underway === 0) turns.delete(workspaceId);
}

/**
 * Runs a send when it is its turn in the queue of its workspace. The sends of one workspace run one after another in
 * the database. Without the queue they would wait there with all connections, and sends of other workspaces behind
 * them.
 *
 * @throws TooBusy if the send waits too long
 */
export async function inWorkspaceQueue<T>(workspaceId: string, send: () => Promise<T>): Promise<T> {
  const own = turns.get(workspaceId) ?? { underway: 0, queue: new Set() };
  turns.set(workspaceId, own);
  if (own.underway < AT_ONCE) own.underway += 1;
  else await waitIn(own.queue);
  try {
    return await send();
  } finally {
    leave(workspaceId, own);
  }
}
