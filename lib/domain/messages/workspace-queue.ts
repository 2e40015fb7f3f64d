import { SECOND } from '@/lib/clock';
import { TooBusy } from '@/lib/domain/unavailable';

/** How many sends of one workspace are in the database at a time; they wait for each other there anyway. */
const AT_ONCE = 2;
const PATIENCE_MS = 5 * SECOND;

interface Turns {
  underway: number;
  /** Each lets one in; first come, first served. */
  queue: Set<() => void>;
}

/** By workspace, while any of its sends is under way. */
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
    // Whoever is next takes over this place.
    own.queue.delete(next);
    next();
    return;
  }
  own.underway -= 1;
  if (own.underway === 0) turns.delete(workspaceId);
}

/**
 * Runs a send when it is its workspace's turn. Sends of one workspace follow one another in the database; were they
 * all let in, they would wait there with every connection in hand, and other workspaces behind them.
 *
 * @throws TooBusy when that takes too long.
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
