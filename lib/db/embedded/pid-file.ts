import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Higher than any process id of Linux. */
const NOBODY = '4194305';

/** Whether process `pid` exists and is certainly not a server of `data`. */
async function isAnother(pid: string, data: string): Promise<boolean> {
  // Without /proc, or without such a process, there is nothing to correct.
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (state.includes(') Z ')) return true;
  // The working directory of a server is its data folder. That of another user's process cannot be read.
  const folder = state && (await readlink(`/proc/${pid}/cwd`).catch(() => ''));
  return folder !== '' && folder !== (await realpath(data));
}

/**
 * Replaces the process id in postmaster.pid if it is not that of a server. After a crash of the whole machine or
 * container it can be that of another program, or that of a killed server that was not reaped. PostgreSQL would mistake
 * either for a running server. The new id belongs to no process. The rest of the file stays, because PostgreSQL's check
 * for surviving processes needs it.
 */
export async function disownLostPid(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => '');
  const [pid, ...rest] = content.split('\n');
  if (!pid || !(await isAnother(pid, data))) return;
  // Unless another start has written a new file.
  if ((await readFile(file, 'utf8').catch(() => '')) === content) {
    await writeFile(file, [NOBODY, ...rest].join('\n'));
  }
}
