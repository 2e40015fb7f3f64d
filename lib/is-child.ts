import cluster from 'node:cluster';

/** Has the id of the parent in a child that our own server has started. */
export const PARENT_VARIABLE = 'KEYDESK_PARENT';

/** Whether a server of ours has started this process. A process manager can use Node's `cluster` module, too. */
export function isChild(): boolean {
  return cluster.isWorker && process.env[PARENT_VARIABLE] === String(process.ppid);
}
