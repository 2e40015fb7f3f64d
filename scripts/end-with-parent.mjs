// Every Node process of a command loads this file. It sends its process SIGTERM when the parent process has ended, even
// by SIGKILL. So ending one process also ends its descendants.
import { isMainThread } from 'node:worker_threads';

const CHECK_MS = 250;

/** The process id of the command, which can end before this file is loaded. */
const starter = Number(process.env.KEYDESK_STARTER ?? 0);
const parent = process.ppid;

function isGone(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function stopWithParent() {
  if (process.ppid === parent) return;
  clearInterval(check);
  process.kill(process.pid, 'SIGTERM');
}

const check = isMainThread ? setInterval(stopWithParent, CHECK_MS).unref() : undefined;
if (isMainThread && starter > 0 && starter !== process.pid && isGone(starter)) {
  process.kill(process.pid, 'SIGTERM');
}
