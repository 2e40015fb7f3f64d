import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Above the highest process id that Linux gives out. */
const NOBODY = '4194305';

/**
 * After a crash of the whole machine or container, the process id in postmaster.pid may belong to another
 * program by now, and PostgreSQL would take that for itself, still running. Such an id is replaced by one that
 * no process has; the rest of the file stays, because PostgreSQL's check for survivors needs it.
 */
export async function disownReusedPid(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => '');
  const [pid, ...rest] = content.split('\n');
  if (!pid) return;
  // A server stands in its own folder, whichever way that is spelt. Without a /proc or such a process, or where
  // the process is another user's, there is nothing to mend.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (folder && folder !== (await realpath(data))) await writeFile(file, [NOBODY, ...rest].join('\n'));
}
