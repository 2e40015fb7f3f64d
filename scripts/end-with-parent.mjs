// Every Node process of a command loads this file. It asks its process to stop when the process that started it is
// gone, even by SIGKILL, so that ending any one of them ends those below it.
import { isMainThread } from 'node:worker_threads';

const CHECK_MS = 250;

/** The command's own process, which can be gone before this file is read. */
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
