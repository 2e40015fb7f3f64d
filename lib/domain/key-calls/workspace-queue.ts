import { SECOND } from '@/lib/clock';
import { Turns } from '@/lib/domain/throttle/turns';
import { TooBusy } from '@/lib/domain/unavailable';

const MAX_WAIT_MS = 5 * SECOND;

/** How many calls of one workspace lock it at a time. More would only wait in the database for each other. */
const turns = new Turns(2, MAX_WAIT_MS);

function refuseWaiting(): never {
  throw new TooBusy('Too many calls of one workspace are waiting.');
}

/**
 * Runs what locks a workspace for a key (`lockKeyForUse`) when it is its turn. Such calls run one after another in the
 * database. Without the queue they would wait there with all connections, and calls of other workspaces behind them.
 *
 * @throws TooBusy if it waits too long
 */
export function inWorkspaceQueue<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
  return turns.run(workspaceId, work, refuseWaiting);
}
