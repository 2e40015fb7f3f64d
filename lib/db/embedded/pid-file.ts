import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Above the highest process id that Linux gives out. */
const NOBODY = '4194305';

/** Whether process `pid` exists, is no server of `data`, and can be told to be none. */
async function isAnother(pid: string, data: string): Promise<boolean> {
  // Without a /proc, or without such a process, there is nothing to mend.
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (state.includes(') Z ')) return true;
  // A server stands in its own folder, whichever way that is spelt. Another user's process does not tell.
  const folder = state && (await readlink(`/proc/${pid}/cwd`).catch(() => ''));
  return folder !== '' && folder !== (await realpath(data));
}

/**
 * The process id in postmaster.pid may be another program's by now, after a crash of the whole machine or container,
 * or that of a killed server which nobody has buried yet; PostgreSQL would take either for itself, still running.
 * Such an id is replaced by one that no process has; the rest of the file stays, because PostgreSQL's check for
 * survivors needs it.
 */
export async function disownLostPid(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => '');
  const [pid, ...rest] = content.split('\n');
  if (!pid || !(await isAnother(pid, data))) return;
  // Unless another start has put a server there meanwhile.
  if ((await readFile(file, 'utf8').catch(() => '')) === content) {
    await writeFile(file, [NOBODY, ...rest].join('\n'));
  }
}
